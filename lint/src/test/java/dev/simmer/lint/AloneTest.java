package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/**
 * The lint without the runtime of Simmer, on code for Reactor, Mutiny, Vert.x, Netty and futures,
 * compiled with their real jars.
 */
class AloneTest {

  private static final Pattern LIBRARIES =
      Pattern.compile(".*/(reactor-core|reactive-streams|mutiny|vertx-core|netty-)[^/]*\\.jar");

  private static final String HEAD =
      """
      package shop;
      import io.netty.channel.*;
      import io.smallrye.mutiny.*;
      import io.smallrye.mutiny.infrastructure.Infrastructure;
      import io.vertx.core.Handler;
      import io.vertx.core.Vertx;
      import java.io.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.concurrent.*;
      import reactor.core.publisher.*;
      import reactor.core.scheduler.Schedulers;
      class Pages {
        static String read(Path path) {
          try {
            return Files.readString(path);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        Mono<Void> save(String text) { return Mono.empty(); }
        Uni<Void> store(String text) { return Uni.createFrom().voidItem(); }
        CompletableFuture<Void> send(String text) { return new CompletableFuture<>(); }
      """;

  private static Linted alone(String members) {
    Linted linted = Linted.unit(HEAD + members + "\n}\n").withoutSimmer();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (LIBRARIES.matcher(entry.replace('\\', '/')).matches()) {
        linted.on(new File(entry));
      }
    }
    return linted;
  }

  @Test
  void aMethodThatAnswersLaterMustNotBlockFirst() {
    alone(
            """
            Mono<String> mono(Path path) throws IOException {
              String text = Files.readString(path); // [async-blocking-call] blocks the calling thread in Pages.mono, which answers later (file)
              return Mono.just(text);
            }
            Flux<String> flux(Path path) throws IOException {
              return Flux.fromStream(Files.lines(path)); // [async-blocking-call] file
            }
            Uni<String> uni(Path path) {
              return Uni.createFrom().item(read(path)); // [async-blocking-transitive] Pages.uni -> Pages.read -> Files.readString
            }
            Multi<String> multi(Path path) {
              return Multi.createFrom().items(read(path)); // [async-blocking-transitive] which answers later
            }
            io.vertx.core.Future<String> future(BlockingQueue<String> queue) throws Exception {
              return io.vertx.core.Future.succeededFuture(queue.take()); // [async-blocking-call] queue
            }
            CompletableFuture<String> later(Mono<String> mono) {
              return CompletableFuture.completedFuture(mono.block()); // [async-blocking-call] Mono.block
            }
            CompletionStage<String> stage(CountDownLatch latch) throws Exception {
              latch.await(); // [async-blocking-call] latch
              return null;
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatAnswersAtOnceOrWorksElsewhereMayBlock() {
    alone(
            """
            String plain(Path path) throws IOException { return Files.readString(path); }
            Future<String> task(BlockingQueue<String> queue) throws Exception { queue.take(); return null; }
            List<Mono<String>> list(Path path) throws IOException { return List.of(Mono.just(Files.readString(path))); }
            Mono<String> mono(Path path) {
              return Mono.fromCallable(() -> Files.readString(path)).subscribeOn(Schedulers.boundedElastic());
            }
            Mono<String> elsewhere(Path path) { return Mono.fromCallable(() -> Files.readString(path)); }
            Uni<String> uni(Path path) {
              return Uni.createFrom().item(() -> read(path)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            }
            CompletableFuture<String> later(Path path) { return CompletableFuture.supplyAsync(() -> read(path)); }
            io.vertx.core.Future<String> future(Vertx vertx, Path path) {
              return vertx.executeBlocking(() -> read(path));
            }
            Mono<String> memory() throws IOException {
              return Mono.just(new BufferedReader(new StringReader("a")).readLine());
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatAnOperatorRunsMustNotBlock() {
    alone(
            """
            Flux<String> map(Flux<Path> paths) {
              return paths.map(path -> read(path)); // [async-blocking-transitive] a callback of map in Pages.map
            }
            Flux<String> reference(Flux<Path> paths) {
              return paths.map(Pages::read); // [async-blocking-transitive] Files.readString
            }
            Mono<Path> doOnNext(Mono<Path> paths) {
              return paths.doOnNext(path -> {
                try {
                  Thread.sleep(10); // [async-blocking-call] blocks the event loop in a callback of doOnNext
                } catch (InterruptedException e) {
                }
              });
            }
            Flux<String> parallel(Flux<Path> paths) {
              return paths.publishOn(Schedulers.parallel()).map(path -> read(path)); // [async-blocking-transitive]
            }
            Flux<String> tooLate(Flux<Path> paths) {
              return paths.map(path -> read(path)).publishOn(Schedulers.boundedElastic()); // [async-blocking-transitive]
            }
            Uni<String> uni(Uni<Path> path) {
              return path.onItem().transform(p -> read(p)); // [async-blocking-transitive] a callback of transform
            }
            Multi<String> multi(Multi<Path> paths) {
              return paths.map(p -> read(p)); // [async-blocking-transitive]
            }
            void joined(Flux<Mono<String>> monos) {
              monos.subscribe(mono -> mono.block()); // [async-blocking-call] Mono.block
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aChainThatNamesAThreadIsBelieved() {
    alone(
            """
            Flux<String> before(Flux<Path> paths) {
              return paths.publishOn(Schedulers.boundedElastic()).filter(path -> true).map(path -> read(path));
            }
            Flux<String> after(Flux<Path> paths) {
              return paths.map(path -> read(path)).log().subscribeOn(Schedulers.boundedElastic());
            }
            Flux<String> inside(Flux<Path> paths) {
              return paths.flatMap(path -> Mono.fromCallable(() -> read(path)).subscribeOn(Schedulers.boundedElastic()));
            }
            Flux<String> names(Flux<Path> paths) { return paths.map(path -> path.toString()).map(String::trim); }
            Uni<String> uni(Uni<Path> path) {
              return path.emitOn(Infrastructure.getDefaultWorkerPool()).onItem().transform(p -> read(p));
            }
            Mono<String> source(Path path) { return Mono.defer(() -> Mono.just(read(path))); }
            List<String> lists(List<Path> paths) { return paths.stream().map(path -> read(path)).toList(); }
            Optional<String> optionals(Optional<Path> path) { return path.map(p -> read(p)); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aHandlerOfVertxMustNotBlock() {
    alone(
            """
            void timer(Vertx vertx, Path path) {
              vertx.setTimer(10, id -> read(path)); // [async-blocking-transitive] a callback of setTimer in Pages.timer
            }
            void chain(io.vertx.core.Future<Path> path) {
              path.onSuccess(p -> read(p)); // [async-blocking-transitive]
              path.map(p -> read(p)).onFailure(e -> {}); // [async-blocking-transitive]
            }
            static class Ticks implements Handler<Long> {
              public void handle(Long id) {
                read(Path.of("a")); // [async-blocking-transitive] the event loop in Ticks.handle
              }
            }
            void anonymous(Vertx vertx) {
              vertx.setPeriodic(10, new Handler<Long>() {
                public void handle(Long id) {
                  read(Path.of("a")); // [async-blocking-transitive]
                }
              });
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatVertxRunsOnAWorkerMayBlock() {
    alone(
            """
            void worker(Vertx vertx, Path path) {
              vertx.executeBlocking(() -> read(path)).onSuccess(text -> System.out.println(text));
              vertx.executeBlocking(new Callable<String>() {
                public String call() { return read(path); }
              });
            }
            void timer(Vertx vertx) { vertx.setTimer(10, id -> System.out.println(id)); }
            static class Handlers { void handle(Long id) { read(Path.of("a")); } }
            interface Own { void handle(Long id); }
            Own own = id -> read(Path.of("a"));
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aChannelHandlerOfNettyMustNotBlock() {
    alone(
            """
            static class Echo extends ChannelInboundHandlerAdapter {
              @Override public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
                Thread.sleep(10); // [async-blocking-call] blocks the event loop in Echo.channelRead (sleep)
                context.write(message).sync(); // [async-blocking-call] future
              }
            }
            static class Lines extends SimpleChannelInboundHandler<String> {
              @Override protected void channelRead0(ChannelHandlerContext context, String line) {
                read(Path.of(line)); // [async-blocking-transitive] Lines.channelRead0 -> Pages.read
              }
            }
            void listen(ChannelFuture future) {
              future.addListener((ChannelFutureListener) done -> read(Path.of("a"))); // [async-blocking-transitive]
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatNettyDoesNotCallMayBlock() {
    alone(
            """
            static class Echo extends ChannelInboundHandlerAdapter {
              void warm() { read(Path.of("a")); }
              static void channelIdle() { read(Path.of("a")); }
              @Override public void channelRead(ChannelHandlerContext context, Object message) {
                context.write(message).addListener(done -> {});
              }
            }
            static class Config { static final String TEXT = read(Path.of("a")); }
            static class Told extends ChannelInboundHandlerAdapter {
              @Override public void channelRead(ChannelHandlerContext context, Object message) {
                context.write(Config.TEXT);
              }
            }
            static class Other { void channelRead(Object message) { read(Path.of("a")); } }
            void wait(ChannelFuture future) throws Exception { future.sync(); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void whatMustNotBlockIsToldSoInWordsThatNeedNoSimmer() {
    List<String> messages =
        alone(
                """
                @interface NonBlocking {}
                Mono<String> mono(Path path) { return Mono.just(read(path)); }
                Flux<String> map(Flux<Path> paths) { return paths.map(path -> read(path)); }
                @NonBlocking void contract() throws Exception { Thread.sleep(1); read(Path.of("a")); }
                """)
            .messages();
    assertThat(messages)
        .hasSize(4)
        .allMatch(message -> message.contains("executor.submit("))
        .noneMatch(message -> message.contains("await(") || message.contains("@Async"));
  }

  @Test
  void whereThatIsOnlyLikelyItIsAWarning() {
    assertThat(
            alone("Mono<String> mono(Path path) { return Mono.just(read(path)); }")
                .compile()
                .diagnostics())
        .filteredOn(diagnostic -> diagnostic.getMessage(null).contains("[async-"))
        .extracting(Diagnostic::getKind)
        .containsExactly(Diagnostic.Kind.WARNING);
  }

  @Test
  void aColdPublisherThatNobodySubscribesToIsAnError() {
    Linted linted =
        alone(
            """
            void drop(Flux<String> flux, List<String> names, Multi<String> multi) {
              save("a"); // [async-ignored-result] nobody subscribes to the Mono that save("a") returns, in Pages.drop
              store("a"); // [async-ignored-result] the Uni
              save("a").doOnSuccess(done -> {}); // [async-ignored-result]
              flux.doOnNext(name -> {}); // [async-ignored-result] the Flux
              multi.onItem().invoke(name -> {}); // [async-ignored-result] the Multi
              names.forEach(name -> save(name)); // [async-ignored-result]
              names.forEach(this::save); // [async-ignored-result] this::save
            }
            Flux<String> chain(Flux<String> flux) {
              return flux.doOnNext(name -> save(name)); // [async-ignored-result] save(name)
            }
            """);
    linted.reportsWhatIsMarked();
    assertThat(linted.compile().errors()).hasSize(8);
  }

  @Test
  void aPublisherThatSomebodyHasIsFine() {
    alone(
            """
            @interface CanIgnoreReturnValue {}
            @CanIgnoreReturnValue Mono<Void> started() { return Mono.empty(); }
            Mono<Void> kept;
            Mono<Void> use(Flux<String> flux, Uni<Void> uni, List<String> names) {
              save("a").subscribe();
              uni.subscribe().with(done -> {});
              Mono<Void> later = save("a");
              kept = later;
              started();
              names.stream().map(this::save).forEach(mono -> mono.subscribe());
              Callable<Mono<Void>> made = () -> save("a");
              send("a");
              flux.subscribeWith(null);
              return flux.flatMap(name -> save(name)).then(save("b")).then(Mono.defer(() -> save("c")));
            }
            Mono<Void> chain(Flux<String> flux) { return flux.flatMap(this::save).then(); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aFutureWhoseEndNobodySeesIsReportedOnRequest() {
    alone(
            """
            void drop(io.vertx.core.Future<String> future, List<String> names) {
              send("a"); // [async-ignored-result] nobody looks at the CompletableFuture that send("a") returns
              future.map(String::trim); // [async-ignored-result] the Future
              names.forEach(name -> send(name)); // [async-ignored-result]
              send("a").thenRun(() -> {}); // [async-ignored-result]
            }
            """)
        .option("-Asimmer.lint=async-ignored-result:warn")
        .reportsWhatIsMarked();
  }

  @Test
  void aFutureWhoseEndSomebodySeesIsFine() {
    alone(
            """
            CompletableFuture<Void> use(io.vertx.core.Future<String> future, ExecutorService pool) {
              future.onSuccess(text -> {});
              future.onComplete(text -> {}, failure -> {});
              send("a").whenComplete((done, failure) -> {});
              send("a").exceptionally(failure -> null);
              pool.submit(() -> {});
              send("a").complete(null);
              return send("b");
            }
            """)
        .option("-Asimmer.lint=async-ignored-result:warn")
        .reportsWhatIsMarked();
  }

  @Test
  void offMeansThatColdOnesAreDroppedInSilence() {
    alone("void drop() { save(\"a\"); }")
        .option("-Asimmer.lint=async-ignored-result:off")
        .reportsWhatIsMarked();
  }
}
