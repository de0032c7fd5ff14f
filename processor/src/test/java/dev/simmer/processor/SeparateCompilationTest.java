package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A library and a client that are compiled apart: for different releases, and with a library that
 * changes under a client that does not. Pins: T79, T99, T110.
 */
class SeparateCompilationTest {
  private static final String HEADER =
      """
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.*;
      import dev.simmer.*;
      """;

  private static final String MODULAR_HEADER =
      """
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      """;

  private static final String PRICES =
      """
      package shop;
      %s
      public interface Prices {
        %s
      }
      """;

  private static final String SHOP =
      """
      package shop;
      %s
      public class Shop implements Prices {
        %s
        %s
        %s
      }
      """;

  /** Ways to write the three methods of the library, which all come to the same. */
  private enum Library {
    SHORT(
        "@Async default Coroutine<Integer> pair(int item) { return done(await(price(item)) + await(price(item))); }",
        "@Async public Coroutine<Integer> price(int item) { return done(await(later(item)) * 10); }",
        "@Async public static Coroutine<String> name(long id) { return done(await(later(\"n\")) + id); }",
        "@Async public AsyncGenerator<Integer> items(int n) { for (int i = 0; i < n; i++) emit(await(later(i))); return end(); }"),

    /** More awaits, other locals, other privates, other lambdas; every state has another number. */
    LONG(
        """
        @Async default Coroutine<Integer> pair(int item) {
          long sum = 0; String kept = "k";
          for (int i = 0; i < 2; i++) { try { sum += await(once(item)); } finally { kept += await(later("x")); } }
          return done((int) sum + kept.length() - 3);
        }
        @Async private Coroutine<Integer> once(int item) { return price(item); }
        """,
        """
        @Async public Coroutine<Integer> price(int item) {
          double factor = await(later(2.5)); Object a = await(later("a")); long b = await(later(4L));
          try { return done((int) (await(tenth(item, (long) (factor * b)))).longValue()); }
          finally { if (!a.equals(await(later("a")))) throw new AssertionError(); }
        }
        @Async private Coroutine<Long> tenth(int item, long factor) { return done(await(later(factor)) * item); }
        """,
        """
        @Async public static Coroutine<String> name(long id) {
          java.util.function.Supplier<Coroutine<String>> one = () -> done(await(later("n")));
          java.util.function.LongFunction<Coroutine<String>> two = n -> done(await(one.get()) + await(later(n)));
          return two.apply(id);
        }
        """,
        """
        @Async public AsyncGenerator<Integer> items(int n) {
          int at = 0;
          try { while (await(later(at < n))) { emit(at); await(later(0)); at++; } } finally { await(later(1)); }
          return end();
        }
        """),

    /** Nothing is rewritten: plain methods that return coroutines. */
    PLAIN(
        """
        default Coroutine<Integer> pair(int item) { return new Both(price(item), price(item)).sum(); }
        record Both(Coroutine<Integer> one, Coroutine<Integer> two) {
          @Async Coroutine<Integer> sum() { return done(await(one) + await(two)); }
        }
        """,
        "public Coroutine<Integer> price(int item) { return sleep(millis(0), item * 10); }",
        "public static Coroutine<String> name(long id) { return done(\"n\" + id); }",
        """
        public AsyncGenerator<Integer> items(int n) { return Other.items(n); }
        static class Other {
          @Async static AsyncGenerator<Integer> items(int n) { for (int i = 0; i < n; i++) emit(i); return end(); }
        }
        """);

    private final String pair;
    private final String price;
    private final String name;
    private final String items;

    Library(String pair, String price, String name, String items) {
      this.pair = pair;
      this.price = price;
      this.name = name;
      this.items = items;
    }

    /** Compiles into {@code folder}, over what is there. */
    Path compile(Path folder, String... options) {
      String prices = "Coroutine<Integer> price(int item);" + pair;
      return SeparateBuilds.build(folder)
          .source("shop/Prices.java", PRICES.formatted(HEADER, prices))
          .source("shop/Shop.java", SHOP.formatted(HEADER, price, name, items))
          .options(options)
          .succeeds();
    }
  }

  private static final String CLIENT =
      """
      package client;
      %s
      import shop.*;
      public class Client {
        static class Corner extends Shop {
          @Override @Async public Coroutine<Integer> price(int item) { return done(await(super.price(item)) + await(later(1))); }
          @Override @Async public Coroutine<Integer> pair(int item) { return super.pair(item); }
        }
        record Fixed(int value) implements Prices {
          @Async public Coroutine<Integer> price(int item) { return done(await(later(value))); }
        }
        @Async static Coroutine<String> all() {
          Prices[] prices = {new Shop(), new Corner(), new Fixed(7)};
          var text = new StringBuilder();
          for (Prices each : prices) text.append(await(each.price(2))).append(await(each.pair(3))).append(' ');
          for (int item : each(new Shop().items(3))) text.append(item);
          return done(text.append(await(Shop.name(5L))).append(kind(await(new Shop().price(4)))).toString());
        }
        static String kind(Object value) { %s }
        public static Object go() throws Exception { return run(() -> all()); }
      }
      """;

  private static final String EXPECTED = "2060 2162 714 012n5 big";

  @TempDir Path folder;

  static Stream<Arguments> releases() {
    List<String> known =
        IntStream.of(17, 21, 25)
            .filter(release -> release <= Runtime.version().feature())
            .mapToObj(String::valueOf)
            .toList();
    return known.stream().flatMap(one -> known.stream().map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void libraryAndClientMayBeCompiledForDifferentReleases(String library, String client)
      throws Exception {
    Path libraryClasses = Library.LONG.compile(folder.resolve("library"), "--release", library);
    Path clientClasses = client(libraryClasses, client);

    runs(clientClasses, libraryClasses);
  }

  static Stream<Arguments> changes() {
    return Stream.of(Library.values())
        .flatMap(from -> Stream.of(Library.values()).map(to -> Arguments.of(from, to)))
        .filter(change -> change.get()[0] != change.get()[1]);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void libraryMayChangeUnderAClientThatIsNotCompiledAgain(Library from, Library to)
      throws Exception {
    Path library = from.compile(folder.resolve("library"));
    Path client = client(library, "17");
    runs(client, library);

    to.compile(folder.resolve("library"));
    runs(client, library);
  }

  @Test
  void libraryAndClientMayBeNamedModules() throws Exception { // T99
    Path library =
        modular("library")
            .source("module-info.java", "module shop { requires dev.simmer; exports shop; }")
            .source(
                "shop/Shop.java",
                """
                package shop;
                %s
                public class Shop {
                  @Async public Coroutine<Integer> price(int item) { await(yieldNow()); return done(item * 10); }
                }
                """
                    .formatted(MODULAR_HEADER))
            .succeeds();
    Path client =
        modular("client")
            .library(library)
            .source(
                "module-info.java",
                "module client { requires dev.simmer; requires shop; exports client; }")
            .source(
                "client/Client.java",
                """
                package client;
                %s
                public class Client extends shop.Shop {
                  @Override @Async public Coroutine<Integer> price(int item) { return done(await(super.price(item)) + 1); }
                  public static Object go() { return run(() -> new Client().price(4)); }
                }
                """
                    .formatted(MODULAR_HEADER))
            .succeeds();

    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithManyLoaders(
                ModuleLayer.boot()
                    .configuration()
                    .resolve(
                        ModuleFinder.of(client, library, JavacBuild.runtime()),
                        ModuleFinder.of(),
                        Set.of("client")),
                ClassLoader.getPlatformClassLoader());
    assertThat(layer.findLoader("client").loadClass("client.Client").getMethod("go").invoke(null))
        .isEqualTo(41);
  }

  private JavacBuild modular(String name) {
    return JavacBuild.in(folder.resolve(name)).modular().processors(new SimmerProcessor());
  }

  @Test
  void methodAddedToASuperclassDoesNotDisturbTheBodiesOfItsSubclasses() throws Exception { // T99
    Path before = base("");
    Path client =
        SeparateBuilds.build(folder.resolve("client"), before)
            .source(
                "client/Client.java",
                """
                package client;
                %s
                public class Client extends shop.Base {
                  @Async private Coroutine<Integer> own(int item) { return done(await(later(item)) + 1); }
                  @Async Coroutine<Integer> twice(int item) { return done(await(own(item)) + await(own(item))); }
                  @Async public Coroutine<Integer> shared(int item) { return done(await(own(item)) * 100); }
                  public static Object go() { return run(() -> done(await(new Client().twice(3)) + await(new Client().shared(2)))); }
                }
                """
                    .formatted(HEADER))
            .succeeds();
    assertThat(call(Later.Mode.SUSPENDING, client, before)).isEqualTo(308);

    Path after =
        base(
            """
                @Async private Coroutine<Integer> own(int item) { return done(await(later(-1000))); }
                @Async public Coroutine<Integer> shared(int item) { return done(await(own(item))); }
                public int number() { return run(shared(1)); }
                """);
    for (Later.Mode mode : Later.Mode.values()) {
      assertThat(call(mode, client, after)).as("in mode %s", mode).isEqualTo(308);
    }
  }

  private Path base(String members) {
    return SeparateBuilds.build(folder.resolve("base"))
        .source(
            "shop/Base.java", "package shop; " + HEADER + " public class Base { " + members + " }")
        .succeeds();
  }

  private Path client(Path library, String release) {
    String kind =
        Integer.parseInt(release) < 21
            ? "return value instanceof Integer i && i > 3 ? \" big\" : \" small\";"
            : "return switch (value) { case Integer i when i > 3 -> \" big\"; default -> \" small\"; };";
    return SeparateBuilds.build(folder.resolve("client"), library)
        .source("client/Client.java", CLIENT.formatted(HEADER, kind))
        .options("--release", release)
        .succeeds();
  }

  private static void runs(Path client, Path library) throws Exception {
    for (Later.Mode mode : Later.Mode.values()) {
      assertThat(call(mode, client, library)).as("in mode %s", mode).isEqualTo(EXPECTED);
    }
  }

  private static Object call(Later.Mode mode, Path client, Path library) throws Exception {
    return SeparateBuilds.of(client, library).call("client.Client", "go", mode);
  }
}
