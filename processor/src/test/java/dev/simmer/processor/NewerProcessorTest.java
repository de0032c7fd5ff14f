package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A library whose emitted code speaks a version of the support package that the runtime has not
 * got. Pins: T99.
 */
class NewerProcessorTest {
  private static final String SHOP =
      """
      package shop;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      public class Shop {
        @Async public Coroutine<Integer> price(int item) { return done(await(later(item)) * 10); }
      }
      """;

  private static final String CLIENT =
      """
      package client;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      public class Client {
        @Async static Coroutine<Integer> buy(int item) {
          await(later(1));
          return done(await(new shop.Shop().price(item)) + 1);
        }
        public static Object go() { return run(buy(4)); }
        public static Object inATask() { return run(() -> done(await(createTask(() -> buy(4))))); }
      }
      """;

  @TempDir static Path folder;

  private static Path library;
  private static Path client;

  @BeforeAll
  static void compile() {
    library =
        SeparateBuilds.build(folder.resolve("library")).source("shop/Shop.java", SHOP).succeeds();
    client =
        SeparateBuilds.build(folder.resolve("client"), library)
            .source("client/Client.java", CLIENT)
            .succeeds();
  }

  @ParameterizedTest
  @EnumSource(Later.Mode.class)
  void unknownVersionOfTheSupportPackageIsExplained(Later.Mode mode) throws Exception { // T99
    Path newer = rewritten("package", "dev/simmer/support/v1/", "dev/simmer/support/v2/");

    for (String method : new String[] {"go", "inATask"}) {
      Throwable thrown =
          catchThrowable(
              () -> SeparateBuilds.of(client, newer).call("client.Client", method, mode));

      assertThat(thrown).isInstanceOf(NoClassDefFoundError.class);
      assertThat(thrown.getSuppressed())
          .singleElement()
          .isInstanceOf(IllegalStateException.class)
          .extracting(Throwable::getMessage)
          .asString()
          .startsWith(
              "A class that was compiled by a newer simmer-processor is used in client.Client.buy(Client.java:8): it"
                  + " needs dev/simmer/support/v2/")
          .endsWith(
              ", which the simmer-runtime on the class path does not have. Use a simmer-runtime at least as new as"
                  + " the newest simmer-processor that compiled a part of the program.");
    }
  }

  @Test
  void unknownMemberOfAKnownVersionIsExplained() throws Exception { // T99
    Path newer = rewritten("member", "take", "takeInAnotherWay");

    Throwable thrown =
        catchThrowable(
            () ->
                SeparateBuilds.of(client, newer)
                    .call("client.Client", "go", Later.Mode.SUSPENDING));

    assertThat(thrown).isInstanceOf(NoSuchMethodError.class);
    assertThat(thrown.getSuppressed())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .contains(
            " is used in shop.Shop.price(Shop.java:6): it needs ",
            "dev.simmer.support.v1.Trampoline.takeInAnotherWay(");
  }

  @Test
  void otherClassesThatAreMissingAreNotOurs() throws Exception { // T99
    Path broken = rewritten("other", "dev/simmer/processor/Later", "elsewhere/Later");

    Throwable thrown =
        catchThrowable(
            () -> SeparateBuilds.of(client, broken).call("client.Client", "go", Later.Mode.READY));

    assertThat(thrown).isInstanceOf(NoClassDefFoundError.class).hasNoSuppressedExceptions();
  }

  /** The library as another processor would have emitted it: with other names. */
  private static Path rewritten(String name, String from, String to) throws IOException {
    Path target = folder.resolve(name);
    Renamed.copy(library, target, from, to);
    return target;
  }
}
