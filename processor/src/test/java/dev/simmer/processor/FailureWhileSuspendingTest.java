package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An error that keeps a body from saving its frame, after what it awaits has begun to wait. In
 * programs it is one for want of memory; here the method that a body hands its frame to is missing.
 * Pins: T123.
 */
class FailureWhileSuspendingTest {
  private static final String SHOP =
      """
      package shop;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      public class Shop {
        @Async public static Coroutine<Integer> price(int item) { return done(await(later(item)) * 10); }
        @Async public static Coroutine<Integer> deep(int n) { return done(n == 0 ? await(later(1)) : await(deep(n - 1)) + 1); }
        @Async public static Coroutine<Integer> locked(AsyncLock lock) { try (var held = await(lock.acquire())) { return done(1); } }
      }
      """;

  private static final String CLIENT =
      """
      package client;
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.later;
      import dev.simmer.*;
      import java.util.*;
      public class Client {
        @Async static Coroutine<String> caught() {
          String text = "";
          for (int i = 0; i < 3; i++) {
            try {
              text += await(shop.Shop.price(i));
            } catch (NoSuchMethodError e) {
              text += "caught " + await(later(i));
            } finally {
              text += await(later(" finally "));
            }
          }
          return done(text);
        }
        public static Object go() { return run(caught()); }

        public static Object alone() {
          return run(() -> {
            var failing = createTask(shop.Shop.price(1));
            var fine = createTask(caught());
            await(waitAll(List.of(failing, fine)));
            return done(failing.exception().getClass().getSimpleName() + " " + fine.result());
          });
        }

        public static Object deep() {
          return run(() -> {
            try {
              return done("" + await(shop.Shop.deep(1_000)));
            } catch (NoSuchMethodError e) {
              return done("caught " + await(later(1)));
            }
          });
        }

        public static Object locked() {
          return run(() -> {
            var lock = new AsyncLock();
            var held = await(lock.acquire());
            try {
              await(shop.Shop.locked(lock));
            } catch (NoSuchMethodError e) {
              held.close();
            }
            try (var again = await(lock.acquire())) {
              return done("acquired again " + await(later(1)));
            }
          });
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Later.Mode.class,
      names = {"SUSPENDING", "OTHER_THREAD"})
  void errorReachesTheAwaitAndItsHandlersMayWait(Later.Mode mode) throws Exception {
    String expected = "caught 0 finally caught 1 finally caught 2 finally ";
    assertThat(program().call("client.Client", "go", mode)).isEqualTo(expected);
    assertThat(program().call("client.Client", "alone", mode))
        .isEqualTo("NoSuchMethodError " + expected);
    assertThat(program().call("client.Client", "deep", mode)).isEqualTo("caught 1");
  }

  @Test
  void waiterThatFailedIsNotWokenInstead() throws Exception { // T123
    assertThat(program().call("client.Client", "locked", Later.Mode.SUSPENDING))
        .isEqualTo("acquired again 1");
  }

  private SeparateBuilds program() throws Exception {
    Path library =
        SeparateBuilds.build(folder.resolve("library")).source("shop/Shop.java", SHOP).succeeds();
    Path client =
        SeparateBuilds.build(folder.resolve("client"), library)
            .source("client/Client.java", CLIENT)
            .succeeds();
    Path failing = folder.resolve("failing");
    Renamed.copy(library, failing, "suspend", "suspendInAnotherWay");
    return SeparateBuilds.of(client, failing);
  }
}
