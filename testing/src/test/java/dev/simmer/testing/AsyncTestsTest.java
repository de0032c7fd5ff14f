package dev.simmer.testing;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.testing.AsyncTests.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.simmer.Async;
import dev.simmer.AsyncBody;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncGenerator;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An async lambda in a plain test fails it for every reason there is, and for no other. */
@Timeout(30)
@SuppressWarnings({"async-dropped-task", "async-blocking-call"}) // that is what is found
class AsyncTestsTest {
  private static final TestOptions OPTIONS = TestOptions.defaults();

  /** How many exceptions a failure suppresses of which the test knows nothing. */
  private static final int NAMES_OF_SEEDS = OPTIONS.seed() == null ? 0 : 1;

  @Test
  void timeIsVirtual() {
    runTest(
        () -> {
          long start = runningLoop().time();
          await(sleep(seconds(7_200)));
          assertThat(runningLoop().time() - start).isEqualTo(seconds(7_200).toNanos());
          return done();
        });
  }

  @Test
  void timeIsRealWhereTheTestAsksForIt() {
    long start = System.nanoTime();
    runTest(
        () -> {
          await(sleep(millis(20)));
          return done();
        },
        OPTIONS.virtualTime(false));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void failureIsThrownAsItself() {
    IOException failure = new IOException("refused");
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      await(yieldNow());
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(failure.getSuppressed()).hasSize(NAMES_OF_SEEDS);
  }

  @Test
  void testThatCanNeverEndSaysWhatItWaitsFor() {
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      await(new AsyncEvent());
                      return done();
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing can wake the loop any more")
        .hasMessageContaining("AsyncTestsTest.java");
  }

  @Test
  void testThatIsAlwaysBusyIsCancelledWhenItsTimeIsUp() {
    List<String> log = new ArrayList<>();
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      try {
                        while (true) {
                          await(sleep(seconds(1)));
                        }
                      } finally {
                        log.add("cleaned up");
                      }
                    },
                    OPTIONS.timeout(millis(500))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not end within 500 ms")
        .hasMessageContaining(
            "task 'Task-1' waits for sleep of 1s\n  at dev.simmer.testing.AsyncTestsTest.")
        .hasCauseInstanceOf(CancelledError.class);
    assertThat(log).containsExactly("cleaned up");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void stepThatBlocksIsInterruptedWhenItsTimeIsUp() {
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      new CountDownLatch(1).await();
                      return done();
                    },
                    OPTIONS.debug(false).timeout(millis(10))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("A step held the loop.")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void taskLeftBehindFailsTheTest() {
    assertThat(leak(() -> leaveTask()))
        .hasMessageContaining("left behind")
        .hasMessageContaining("task 'poller', created at ")
        .hasMessageContaining("AsyncTestsTest.leaveTask(AsyncTestsTest.java:")
        .hasMessageContaining("it waits for sleep of 1h");
  }

  @Test
  void callbackLeftBehindFailsTheTest() {
    assertThat(
            leak(
                () -> {
                  runningLoop().callLater(seconds(3), () -> {});
                  return done();
                }))
        .hasMessageContaining("a callback set at ")
        .hasMessageContaining("AsyncTestsTest.java")
        .hasMessageContaining("due in 3s");
  }

  @Test
  void generatorLeftOpenFailsTheTestThoughNobodyRefersToIt() {
    assertThat(
            leak(
                () -> {
                  await(ticks().hasNext());
                  System.gc();
                  return done();
                }))
        .hasMessageContaining("generator")
        .hasMessageContaining("AsyncTestsTest.ticks(AsyncTestsTest.java:")
        .hasMessageContaining("was left open");
  }

  @Test
  void leakCheckCanBeSwitchedOff() {
    runTest(() -> leaveTask(), OPTIONS.leakCheck(false));
  }

  @Test
  void failureOfTheTestIsNotBuriedByWhatItLeavesBehind() {
    AssertionError failure = new AssertionError("expected 2");
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      await(leaveTask());
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(failure.getSuppressed()).hasSize(NAMES_OF_SEEDS);
  }

  @Test
  void failedTaskThatNobodyLookedAtFailsTheTest() {
    IOException failure = new IOException("background");
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      createTask("worker", () -> fail(failure));
                      await(sleep(seconds(1)));
                      return done();
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("task 'worker'")
        .hasCause(failure);
  }

  @Test
  void orderDependsOnTheSeedOnly() {
    List<Integer> first = order(OPTIONS.shuffle(7));
    assertThat(order(OPTIONS.shuffle(7))).isEqualTo(first);
    assertThat(order(OPTIONS.shuffle(8))).isNotEqualTo(first).hasSameElementsAs(first);
  }

  @Test
  void failureInAShuffledOrderNamesTheSeed() {
    Throwable thrown =
        catchThrowable(() -> runTest(() -> fail(new IOException("x")), OPTIONS.shuffle(41)));
    assertThat(thrown.getSuppressed())
        .singleElement()
        .asString()
        .contains("-Dsimmer.test.shuffle=41");
  }

  private static Throwable leak(AsyncBody<Void, RuntimeException> test) {
    Throwable thrown = catchThrowable(() -> runTest(test, OPTIONS));
    assertThat(thrown).isInstanceOf(AssertionError.class);
    return thrown;
  }

  private static List<Integer> order(TestOptions options) {
    List<Integer> order = new ArrayList<>();
    runTest(
        () -> {
          try (var group = taskGroup()) {
            for (int i = 0; i < 10; i++) {
              int number = i;
              group.createTask(
                  () -> {
                    order.add(number);
                    return done();
                  });
            }
          }
          return done();
        },
        options);
    return order;
  }

  @Async
  private static Coroutine<Void> leaveTask() {
    createTask("poller", sleep(seconds(3_600)));
    await(sleep(seconds(1)));
    return done();
  }

  @Async
  private static AsyncGenerator<Integer> ticks() {
    emit(1);
    emit(2);
    return end();
  }

  @Async
  private static Coroutine<Void> fail(IOException failure) throws IOException {
    await(yieldNow());
    throw failure;
  }
}
