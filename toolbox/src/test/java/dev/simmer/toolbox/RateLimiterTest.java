package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.toolbox.Virtual.cancelledEverywhere;
import static dev.simmer.toolbox.Virtual.millisSince;
import static dev.simmer.toolbox.Virtual.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many pass, in which order, and what a cancelled waiter leaves. Pins: A87, A88. */
class RateLimiterTest {
  private final List<String> log = new ArrayList<>();
  private long start;

  @Async
  private Coroutine<Void> pass(RateLimiter limiter, String name) {
    await(limiter.acquire());
    log.add(name + " " + millisSince(start));
    return done();
  }

  /** Comes so many milliseconds after the start. */
  @Async
  private Coroutine<Void> passAfter(int milliseconds, RateLimiter limiter, String name) {
    await(sleep(millis(milliseconds)));
    await(pass(limiter, name));
    return done();
  }

  @Test
  void neverMoreThanTheCountPassInAnyStretchOfTime() {
    var times = new ArrayList<Long>();
    virtually(
        () -> {
          var random = new Random(7);
          var limiter = new RateLimiter(3, millis(10));
          start = runningLoop().time();
          for (int n = 0; n < 500; n++) {
            await(sleep(millis(random.nextInt(20) == 0 ? 25 : random.nextInt(4))));
            await(limiter.acquire());
            times.add(millisSince(start));
          }
          return done();
        });
    for (int n = 3; n < times.size(); n++) {
      assertThat(times.get(n) - times.get(n - 3)).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void passesAtOnceWhileTheLimitIsNotReached() {
    virtually(
        () -> {
          var limiter = new RateLimiter(2, millis(10));
          start = runningLoop().time();
          await(gather(pass(limiter, "a"), pass(limiter, "b")));
          await(sleep(millis(10)));
          await(pass(limiter, "c"));
          return done();
        });
    assertThat(log).containsExactlyInAnyOrder("a 0", "b 0", "c 10");
  }

  /** A87, A88. */
  @Test
  void waitersPassInTheOrderTheyCameAndNewcomersDoNotOvertake() {
    virtually(
        () -> {
          var limiter = new RateLimiter(1, millis(10));
          start = runningLoop().time();
          var early =
              gather(
                  passAfter(0, limiter, "a"),
                  passAfter(1, limiter, "b"),
                  passAfter(2, limiter, "c"));
          await(sleep(millis(10)));
          await(pass(limiter, "newcomer"));
          await(early);
          return done();
        });
    assertThat(log).containsExactly("a 0", "b 10", "c 20", "newcomer 30");
  }

  /** A87. */
  @Test
  void cancelledWaiterGivesItsTurnUpWithoutDelayingOthers() {
    virtually(
        () -> {
          var limiter = new RateLimiter(1, millis(10));
          start = runningLoop().time();
          var tasks = new ArrayList<Task<Void>>();
          for (String name : List.of("a", "b", "c", "d", "e")) {
            tasks.add(createTask(pass(limiter, name)));
            await(sleep(millis(1)));
          }
          tasks.get(1).cancel();
          tasks.get(3).cancel();
          await(tasks.get(4));
          return done();
        });
    assertThat(log).containsExactly("a 0", "c 10", "e 20");
  }

  @Test
  void cancelAnywhereKeepsTheRateAndTheOrder() {
    cancelledEverywhere(
        7,
        () -> {
          log.clear();
          var limiter = new RateLimiter(1, millis(3));
          return new Virtual.Scenario(
              () -> {
                start = runningLoop().time();
                await(gather(pass(limiter, "a"), pass(limiter, "b"), pass(limiter, "c")));
                return done();
              },
              () -> {
                assertThat(log.size()).isLessThanOrEqualTo(3);
                for (int n = 0; n < log.size(); n++) {
                  assertThat(log.get(n)).endsWith(" " + n * 3);
                }
              });
        });
  }

  @Test
  void limiterIsAsFreeAfterACancelAsItWasBefore() {
    virtually(
        () -> {
          var limiter = new RateLimiter(1, millis(10));
          start = runningLoop().time();
          await(limiter.acquire());
          for (int turns = 0; turns < 6; turns++) {
            var waiter = createTask(pass(limiter, "cancelled"));
            for (int turn = 0; turn < turns; turn++) {
              await(yieldNow());
            }
            waiter.cancel();
          }
          await(pass(limiter, "next"));
          return done();
        });
    assertThat(log).containsExactly("next 10");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> new RateLimiter(0, millis(1)))
        .hasMessage("a RateLimiter must let at least one pass, not 0");
    assertThatThrownBy(() -> new RateLimiter(1, Duration.ZERO))
        .hasMessage("a RateLimiter needs a stretch of time longer than zero, not PT0S");
  }
}
