package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A library that an earlier processor compiled, on the runtime of today, awaited by code that the
 * processor of today compiled. Pins: T99.
 */
class OlderProcessorTest {
  private static final String CLIENT =
      """
      package client;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      import frozen.*;
      import java.util.concurrent.*;
      public class Client {
        static Shop shop() { return new Shop(i -> later(i), i -> CompletableFuture.completedFuture(i)); }

        static class Corner extends Shop {
          Corner() { super(i -> later(i), i -> CompletableFuture.supplyAsync(() -> i)); }
          @Override @Async public Coroutine<Integer> price(int item) { return done(await(super.price(item)) + await(later.apply(1000))); }
        }

        @Async static Coroutine<Integer> sum(Prices prices) {
          return done(await(prices.price(1)) + await(prices.pair(2)) + await(Prices.total(prices, 3, 4)));
        }
        public static Object throughTheInterface() {
          return run(() -> done(await(sum(shop())) + " " + await(sum(new Corner())) + " " + await(sum(i -> done(await(later(i)))))));
        }
        public static Object everyAwait() throws Exception { return run(() -> shop().everyAwait(3)); }
        public static Object locals() { return run(() -> Locals.all(i -> later(i))); }
        public static Object loops() {
          var shop = shop();
          return run(() -> done(await(shop.loops()) + " " + shop.log));
        }
        public static Object ownLoop() {
          var shop = shop();
          return run(() -> {
            int sum = 0;
            for (int item : each(shop.items(9))) {
              sum += item;
              if (item == 4) break;
            }
            return done(sum + " " + shop.log);
          });
        }
        public static Object scopes() {
          var shop = shop();
          return run(() -> done(await(shop.scopes()) + " " + shop.log));
        }
        public static Object returned() {
          var shop = shop();
          return run(() -> done(await(shop.returned(true)) + " " + await(shop.returned(false)) + " " + shop.log));
        }
        public static Object others() throws Exception {
          return run(() -> done(await(shop().lambdas(3)) + " " + await(shop().deep(5_000)) + " " + await(Shop.even(5_001)) + " " + await(shop().operands())));
        }
        public static Object tasks() {
          return run(() -> {
            var first = createTask(shop().price(1));
            var second = createTask(() -> shop().deep(300));
            return done(await(gather(first, second, shop().price(3))).toString());
          });
        }
      }
      """;

  @TempDir static Path folder;

  private static SeparateBuilds program;

  @BeforeAll
  static void compile() throws Exception {
    URL jar = OlderProcessorTest.class.getResource("/frozen/library.jar");
    Path library = Path.of(jar.toURI());
    Path client =
        SeparateBuilds.build(folder, library).source("client/Client.java", CLIENT).succeeds();
    program = SeparateBuilds.of(client, library);
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void libraryIsAwaitedThroughItsInterfaceItsClassAndASubclass(Later.Mode mode)
      throws Exception { // T99
    assertThat(call("throughTheInterface", mode)).isEqualTo("119 5119 11");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void libraryAwaitsInEveryForm(Later.Mode mode) throws Exception { // T99
    assertThat(call("everyAwait", mode)).isEqualTo(3 * 4 + 4 + 1001);
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void localsOfTheLibraryAreKept(Later.Mode mode) throws Exception { // T99
    assertThat((String) call("locals", mode))
        .startsWith("r0l0 r0l212 r0l4123.5true r1l1a1 ")
        .contains(" r2l5ab123.5true4.5 ", " r8l4abcdefgh123.5true ")
        .endsWith(" r9l1abcdefghi1 ");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void generatorsOfTheLibraryAreIteratedAndClosed(Later.Mode mode) throws Exception { // T99
    assertThat(call("loops", mode)).isEqualTo("106 closed closed closed ");
    assertThat(call("ownLoop", mode)).isEqualTo("10 closed ");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void scopesOfTheLibraryAreClosed(Later.Mode mode) throws Exception { // T99
    assertThat(call("scopes", mode)).isEqualTo("three 3 till 2 till 1 till 3 finally 9 ");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void coroutinesThatTheLibraryReturnsFromATryBlockAreAwaitedInside(Later.Mode mode)
      throws Exception { // T99
    assertThat(call("returned", mode)).isEqualTo("5 50 held left held left ");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void lambdasRecursionAndOperandsOfTheLibraryWork(Later.Mode mode) throws Exception { // T99
    assertThat(call("others", mode)).isEqualTo("8 5000 false a1bc410.0");
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void coroutinesOfTheLibraryBecomeTasks(Later.Mode mode) throws Exception { // T99
    assertThat(call("tasks", mode)).isEqualTo("[10, 300, 30]");
  }

  private Object call(String method, Later.Mode mode) throws Exception {
    return program.call("client.Client", method, mode);
  }
}
