package dev.simmer.toolbox;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.testing.AsyncTests.runTest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncBody;
import dev.simmer.AsyncCallable;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import dev.simmer.UncaughtEvent;
import dev.simmer.testing.TestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs on virtual time, and sees to it that nothing is left behind and nothing is reported. */
final class Virtual {
  /** More turns than anything here takes within one instant. */
  private static final int TURNS = 12;

  /** What is cancelled, and what must hold after it. */
  record Scenario(AsyncCallable<Void> body, Runnable check) {}

  private Virtual() {}

  static <T> T virtually(AsyncCallable<T> body) {
    return virtually(TestOptions.defaults(), body);
  }

  /**
   * Returns what the body throws, just as it throws it: a run adds the seed where the order is
   * shuffled.
   */
  static <T> Exception thrownBy(AsyncCallable<T> body) {
    return virtually(() -> caught(body));
  }

  @Async
  private static <T> Coroutine<Exception> caught(AsyncCallable<T> body) {
    try {
      await(async(body));
    } catch (Exception e) {
      return done(e);
    }
    throw new AssertionError("nothing was thrown");
  }

  private static <T> T virtually(TestOptions options, AsyncCallable<T> body) {
    List<UncaughtEvent> reports = new ArrayList<>();
    AtomicReference<T> value = new AtomicReference<>();
    AsyncBody<Void, RuntimeException> watched =
        () -> {
          // A machine may be as slow as it likes.
          runningLoop().slowCallbackThreshold(Duration.ofDays(1));
          runningLoop().setExceptionHandler(reports::add);
          value.set(await(async(body)));
          return done();
        };
    runTest(watched, options);
    assertThat(reports).isEmpty();
    return value.get();
  }

  /** Returns how many milliseconds have passed since {@code start}. */
  static long millisSince(long start) {
    return (runningLoop().time() - start) / 1_000_000;
  }

  /**
   * Cancels before the first step, and in every turn of every millisecond; in the order of the loop
   * and in some others.
   */
  static void cancelledEverywhere(int lastMillisecond, Supplier<Scenario> scenarios) {
    for (int seed = 0; seed < 4; seed++) {
      TestOptions options = TestOptions.defaults();
      TestOptions order = seed == 0 ? options : options.shuffle(seed);
      virtually(order, () -> cancelled(scenarios.get(), -1, 0));
      for (int at = 0; at <= lastMillisecond; at++) {
        for (int turn = 0; turn < TURNS; turn++) {
          int millisecond = at;
          int turns = turn;
          virtually(order, () -> cancelled(scenarios.get(), millisecond, turns));
        }
      }
    }
  }

  @Async
  private static Coroutine<Void> cancelled(Scenario scenario, int at, int turns) {
    Task<?> task = createTask("scenario", scenario.body());
    if (at >= 0) {
      await(sleep(millis(at)));
    }
    for (int turn = 0; turn < turns; turn++) {
      await(yieldNow());
    }
    boolean wasCancelled = task.cancel();
    await(waitAll(List.of(task)));
    String when = at + " ms, turn " + turns;
    assertThat(task.isCancelled()).as(when).isEqualTo(wasCancelled);
    assertThat(allTasks()).as(when).containsExactly(currentTask());
    scenario.check().run();
    return done();
  }
}
