package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A helper that takes the result of a future it is given: who gives it one knows if it is done. */
class HandedFutureTest {

  private static final String HELPERS =
      """
      static <T> T result(Future<T> future) throws Exception { return future.get(); }
      static <T> T twice(Future<T> future) throws Exception { return result(future); }
      static <T> T first(List<CompletableFuture<T>> futures, Future<T> other) throws Exception { return result(other); }
      static String both(Future<String> given) throws Exception { return given.get() + fetch().get(); }
      static boolean isReady(Future<?> future) { return future != null && future.isDone(); }
      static CompletableFuture<String> fetch() { return new CompletableFuture<>(); }
      """;

  private static void reports(String statements) {
    Linted.members(
            HELPERS
                + "@Async Coroutine<Void> load(CompletableFuture<String> future) throws Exception {\n"
                + statements
                + "\nreturn done();\n}")
        .reportsWhatIsMarked();
  }

  @Test
  void aHelperThatWaitsForWhatItIsGivenBlocks() {
    reports(
        """
        result(future); // [async-blocking-transitive] Pages.load -> Pages.result -> Future.get
        twice(future); // [async-blocking-transitive] Pages.load -> Pages.twice -> Pages.result -> Future.get
        result(fetch()); // [async-blocking-transitive]
        """);
  }

  @Test
  void butNotIfThatIsDone() {
    reports("if (future.isDone()) { result(future); twice(future); }");
    reports("await(future); result(future); first(List.of(), future);");
    reports("result(CompletableFuture.completedFuture(\"\"));");
    reports("String text = isReady(future) ? future.join() : null;");
  }

  @Test
  void anotherFutureThatItWaitsForCountsAllTheSame() {
    reports(
        """
        await(future);
        both(future); // [async-blocking-transitive] Pages.both -> CompletableFuture.get
        var other = fetch();
        result(other); // [async-blocking-transitive]
        """);
  }

  @Test
  void whatANettyListenerIsToldOfIsDone() {
    Linted.unit(
            """
            package io.netty.util.concurrent;
            public interface GenericFutureListener<F extends java.util.concurrent.Future<?>> {
              void operationComplete(F future) throws Exception;
            }
            """)
        .and(
            """
            package shop;
            import io.netty.util.concurrent.GenericFutureListener;
            import java.util.concurrent.Future;
            class Pages {
              @interface NonBlocking {}
              static class Told implements GenericFutureListener<Future<String>> {
                @NonBlocking public void operationComplete(Future<String> future) throws Exception {
                  future.get();
                }
                @NonBlocking void other(Future<String> future) throws Exception {
                  future.get(); // [async-blocking-contract] future
                }
              }
            }
            """)
        .withoutSimmer()
        .reportsWhatIsMarked();
  }

  @Test
  void classFilesAreReadTheSameWay(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Shop.java");
    Files.writeString(
        source,
        """
        package acme;
        import java.util.concurrent.*;
        public class Shop {
          public static String result(Future<String> future) throws Exception { return future.get(); }
          public String later(long spent, Future<String> future) throws Exception { return future.get(); }
          public static String fetch() throws Exception { return new CompletableFuture<String>().get(); }
        }
        """);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(exit).isZero();
    Linted linted =
        Linted.async(
                """
                acme.Shop.result(CompletableFuture.completedFuture(""));
                new acme.Shop().later(1, CompletableFuture.completedFuture(""));
                acme.Shop.fetch(); // [async-blocking-transitive] Shop.fetch -> CompletableFuture.get
                """)
            .on(folder.toFile());
    linted.reportsWhatIsMarked();
    assertThat(List.copyOf(linted.messages())).hasSize(1);
  }
}
