package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar says itself which of its methods block, in {@code META-INF/simmer/blocking/*.db}. */
class JarRowsTest {

  @TempDir static Path folder;

  private static Path jar;

  @BeforeAll
  static void buildTheJarOfALibrary() throws IOException {
    Path source = Files.createDirectories(folder.resolve("src")).resolve("Shop.java");
    Files.writeString(
        source,
        """
        package acme;
        import java.util.concurrent.*;
        public class Shop {
          public static abstract class Stub {
            public String withRetries() { return ""; }
          }
          public static abstract class OrdersStub extends Stub {
            public abstract String order();
            public abstract CompletableFuture<String> orderLater();
          }
          public interface StockClient { String count(); void close(); }
          public interface StockAsyncClient { String count(); }
          public static class Cache {
            public void warm() { new CountDownLatch(1).countDown(); }
            public String load() throws InterruptedException { Thread.sleep(9); return ""; }
            public String peek() throws InterruptedException { Thread.sleep(0, 1); return ""; }
            public String readAll() { return ""; }
            public String readCached() { return ""; }
            public void whenIdle(Runnable task) {}
          }
        }
        """);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    assertThat(exit).isZero();
    Path rows = Files.createDirectories(classes.resolve("META-INF/simmer/blocking"));
    Files.writeString(
        rows.resolve("acme.db"),
        """
        acme.Shop$Stub#*(*) rpc C
        !acme.Shop$Stub#with*(*)
        acme.Shop$*Client#*(*) cloud C
        !acme.Shop$*AsyncClient#*(*)
        !acme.Shop$*Client#close(*)
        acme.Shop$Cache#read*(*) file C
        !acme.Shop$Cache#readCached(*)
        !acme.Shop$Cache#peek(*)
        acme.Shop$Cache#whenIdle runs-arg=0 on=loop
        """);
    jar = folder.resolve("acme.jar");
    zip(classes, jar);
  }

  private static void zip(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, zip);
      }
    }
  }

  private static void reports(String member) {
    Linted.members(member).on(jar.toFile()).reportsWhatIsMarked();
  }

  @Test
  void aStarForTheNameStandsForEveryMethodThatDoesNotAnswerLater() {
    reports(
        """
        @Async Coroutine<Void> load(acme.Shop.OrdersStub stub) {
          stub.order(); // [async-blocking-call] OrdersStub.order blocks the event loop
          stub.orderLater();
          stub.withRetries();
          stub.hashCode();
          stub.toString();
          return done();
        }
        """);
  }

  @Test
  void aStarInTheOwnerStandsForManyTypesAndTheRowThatSpellsOutMoreDecides() {
    reports(
        """
        @Async Coroutine<Void> load(acme.Shop.StockClient some, acme.Shop.StockAsyncClient other) {
          some.count(); // [async-blocking-call] cloud
          some.close();
          other.count();
          return done();
        }
        """);
    reports(
        """
        @Async Coroutine<Void> load(acme.Shop.Cache cache) {
          cache.readAll(); // [async-blocking-call] file
          cache.readCached();
          return done();
        }
        """);
  }

  @Test
  void whoRunsAFunctionIsKnownWhenTheTypeIsMetForTheFirstTime() {
    reports(
        """
        void load(acme.Shop.Cache cache) {
          cache.whenIdle(() -> {
            try { Thread.sleep(9); } catch (InterruptedException e) { } // [async-blocking-call]
          });
        }
        """);
  }

  @Test
  void aMethodThatItsJarCallsHarmlessIsNotLookedInto() {
    reports(
        """
        @Async Coroutine<Void> load(acme.Shop.Cache cache) throws Exception {
          new acme.Shop.Cache().warm();
          new acme.Shop.Cache().load(); // [async-blocking-transitive] Cache.load -> Thread.sleep
          new acme.Shop.Cache().peek();
          return done();
        }
        """);
  }

  @Test
  void theRowsOfAModuleCountAsThoseOfAJarDo() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("app/shop"));
    Files.writeString(
        folder.resolve("app/module-info.java"),
        "module shop { requires acme; requires dev.simmer; }");
    Files.writeString(
        sources.resolve("Pages.java"),
        """
        package shop;
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        class Pages {
          @Async static Coroutine<Void> load(acme.Shop.StockClient client) throws Exception {
            client.count();
            new acme.Shop.Cache().load();
            return done();
          }
        }
        """);
    var messages = new java.io.ByteArrayOutputStream();
    String runtime =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> entry.contains("runtime"))
            .findFirst()
            .orElseThrow();
    ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            messages,
            messages,
            Stream.of(
                    List.of("--module-path", jar + java.io.File.pathSeparator + runtime),
                    List.of("--processor-path", System.getProperty("java.class.path")),
                    List.of("-processor", LintProcessor.class.getName()),
                    List.of("-d", folder.resolve("app-classes").toString()),
                    List.of(folder.resolve("app/module-info.java").toString()),
                    List.of(sources.resolve("Pages.java").toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(messages.toString())
        .contains("[async-blocking-call] StockClient.count")
        .contains("[async-blocking-transitive]", "Cache.load -> Thread.sleep");
  }
}
