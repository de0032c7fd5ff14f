package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.processor.Later.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program whose classes are not all as they were when it was compiled, and whose calls are linked
 * while it runs: it does what it would do if nothing was ever linked.
 */
class LinkedCallsTest {
  private static final String TYPES =
      """
      package shop;
      public interface Label {}
      """;

  private static final String SHOP =
      """
      package shop;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      public class Shop {
        @Async public Coroutine<Integer> price(int item, Label label) { return done(await(later(item)) * 10); }
        @Async public static Coroutine<String> name(int item, Label label) { return done(item + (label == null ? "" : "*") + await(later(" "))); }
      }
      """;

  private static final String CLIENT =
      """
      package client;
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      import shop.*;
      public class Client {
        static Shop shop = new Shop();
        @Async static Coroutine<String> all(Label label) {
          String all = "";
          for (int i = 0; i < 6; i++) {
            int price = await(shop.price(i, label));
            all += await(Shop.name(i, label)) + price + " ";
          }
          return done(all);
        }
        public static Object withoutLabel() { return run(all(null)); }
      }
      """;

  @TempDir Path folder;

  /** A body whose caller is right below it on the stack was entered without a coroutine. */
  @Test
  void callsAreLinkedWhateverTheSizeOfTheClass() {
    StringBuilder constants = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      constants.append("static String s").append(i).append(" = \"text ").append(i).append("\";\n");
    }
    Program.of(
            constants
                + """
                static int linked;
                static void note() {
                  if (new Throwable().getStackTrace()[2].getClassName().startsWith("P")) linked++;
                }
                interface Source { Coroutine<Long> get(long i); @Async default Coroutine<String> text() { note(); return done("t"); } }
                static class One implements Source {
                  @Async public Coroutine<Long> get(long i) { note(); return done(i + await(later(1L))); }
                }
                record Two(double d) implements Source {
                  @Async public Coroutine<Long> get(long i) { note(); Long l = i; return done(l); }
                  @Async Coroutine<Double> twice() { note(); return done(2 * d); }
                }
                @Async static Coroutine<Integer> add(int... ints) { note(); return done(ints.length); }
                @Async protected static Coroutine<Integer> boxed(Integer i) { note(); return done(i + 1); }
                @Async static Coroutine<Object> test() {
                  linked = 0;
                  double all = 0;
                  for (int i = 0; i < 20; i++) {
                    Source source = i % 2 == 0 ? new One() : new Two(i);
                    all += await(source.get(i)) + await(source.text()).length() + await(add(i, i));
                    Object o = await(boxed(i));
                    if (source instanceof Two two) all += await(two.twice()) + (Integer) o;
                  }
                  return done(all + " " + (linked > 60));
                }
                """)
        .returns("570.0 true");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void callsOfMethodsThatNameMissingClassesAreMade(Mode mode) throws Exception {
    Path library = library();
    SeparateBuilds program = program(library);
    Files.delete(library.resolve("shop/Label.class"));

    assertThat(program.call("client.Client", "withoutLabel", mode))
        .isEqualTo("0 0 1 10 2 20 3 30 4 40 5 50 ");
  }

  private Path library() {
    return SeparateBuilds.build(folder.resolve("library"))
        .source("shop/Label.java", TYPES)
        .source("shop/Shop.java", SHOP)
        .succeeds();
  }

  private SeparateBuilds program(Path library) {
    Path client =
        SeparateBuilds.build(folder.resolve("client"), library)
            .source("client/Client.java", CLIENT)
            .succeeds();
    return SeparateBuilds.of(client, library);
  }
}
