package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.toolbox.Virtual.cancelledEverywhere;
import static dev.simmer.toolbox.Virtual.millisSince;
import static dev.simmer.toolbox.Virtual.thrownBy;
import static dev.simmer.toolbox.Virtual.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When another attempt is made, after which pause, and what is thrown at last. */
class RetryTest {
  private static final Retry FIVE = Retry.attempts(5).backoff(millis(100), millis(400));

  private final List<Long> begun = new ArrayList<>();
  private long start;
  private int duration = 10;

  /** Takes 10 ms unless told otherwise, and fails so often. */
  @Async
  private Coroutine<String> call(int failures) throws IOException {
    if (begun.isEmpty()) {
      start = runningLoop().time();
    }
    begun.add(millisSince(start));
    int number = begun.size();
    await(sleep(millis(duration)));
    if (number <= failures) {
      throw new IOException("failure " + number);
    }
    return done("success");
  }

  @Test
  void pausesAreTwiceAsLongEveryTimeUpToTheLongest() {
    assertThat(virtually(() -> FIVE.run(() -> call(4)))).isEqualTo("success");
    assertThat(begun).containsExactly(0L, 110L, 320L, 730L, 1140L);
  }

  @Test
  void lastFailureIsThrownWithTheEarlierOnesSuppressed() {
    assertThat(thrownBy(() -> Retry.attempts(3).run(() -> call(9))))
        .isInstanceOf(IOException.class)
        .hasMessage("failure 3")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("failure 1", "failure 2"));
    assertThat(begun).hasSize(3);
  }

  @Test
  void noMoreThanSixteenFailuresAreKept() {
    var thrown = thrownBy(() -> Retry.attempts(50).run(() -> call(99)));
    assertThat(thrown).hasMessage("failure 50");
    assertThat(thrown.getSuppressed()).hasSize(16);
    assertThat(thrown.getSuppressed()[0]).hasMessage("failure 34");
  }

  @Test
  void sameFailureThrownAgainIsNotSuppressedOntoItself() {
    var same = new IOException("the same");
    assertThat(
            thrownBy(
                () ->
                    Retry.attempts(3)
                        .run(
                            () -> {
                              throw same;
                            })))
        .isSameAs(same);
    assertThat(same.getSuppressed()).isEmpty();
  }

  @Test
  void failureOfAnotherKindIsNotTriedAgain() {
    var retry = FIVE.onlyIf(e -> e instanceof TimeoutException);
    assertThatThrownBy(() -> virtually(() -> retry.run(() -> call(9)))).hasMessage("failure 1");
    assertThat(begun).hasSize(1);
  }

  @Test
  void cancelledErrorIsNeverTriedAgain() {
    assertThatThrownBy(
            () ->
                virtually(
                    () ->
                        FIVE.run(
                            () -> {
                              begun.add(0L);
                              throw new CancelledError("from below");
                            })))
        .isInstanceOf(CancelledError.class);
    assertThat(begun).hasSize(1);
  }

  @Test
  void failureThatACancelTurnedIntoIsNotTriedAgain() {
    virtually(
        () -> {
          var task = createTask(() -> FIVE.run(() -> failsWhenCancelled()));
          await(sleep(millis(5)));
          task.cancel();
          await(waitAll(List.of(task)));
          assertThat(task.exception()).hasMessage("broken off");
          return done();
        });
    assertThat(begun).hasSize(1);
  }

  @Async
  private Coroutine<String> failsWhenCancelled() throws IOException {
    begun.add(0L);
    try {
      await(sleep(millis(10)));
      return done("");
    } catch (CancelledError e) {
      throw new IOException("broken off", e);
    }
  }

  @Test
  void timeoutOfAnAttemptIsTriedAgainThoughItCancelsTheTaskForAMoment() {
    assertThatThrownBy(() -> virtually(() -> Retry.attempts(3).run(() -> timedOut())))
        .isInstanceOf(TimeoutException.class);
    assertThat(begun).hasSize(3);
  }

  @Async
  private Coroutine<String> timedOut() throws TimeoutException {
    begun.add(0L);
    try (var limit = timeout(millis(5))) {
      await(sleep(millis(10)));
    }
    return done("");
  }

  @Test
  void noAttemptBeginsAfterTheDeadlineAndNoPauseIsMadeForIt() {
    var ended = new long[1];
    var retry = Retry.forever().backoff(millis(100), millis(1_000)).within(millis(320));
    virtually(
        () -> {
          try {
            await(retry.run(() -> call(99)));
          } catch (IOException e) {
            ended[0] = millisSince(start);
          }
          return done();
        });
    assertThat(begun).containsExactly(0L, 110L, 320L);
    assertThat(ended[0]).isEqualTo(330L);
  }

  @Test
  void jitterShortensPausesByAShareThatTheSeedDecides() {
    var first = pauses(3);
    assertThat(pauses(3)).isEqualTo(first);
    assertThat(pauses(4)).isNotEqualTo(first);
    assertThat(first).doesNotContain(100L);
    assertThat(Stream.of(1, 2, 3, 4, 5, 6, 7, 8).flatMap(seed -> pauses(seed).stream()))
        .allSatisfy(pause -> assertThat(pause).isBetween(50L, 100L));
  }

  private List<Long> pauses(int seed) {
    begun.clear();
    var retry =
        Retry.attempts(4).backoff(millis(100), millis(100)).jitter(0.5, new SplittableRandom(seed));
    virtually(() -> retry.run(() -> call(3)));
    return Stream.of(1, 2, 3).map(n -> begun.get(n) - begun.get(n - 1) - 10).toList();
  }

  @Test
  void retryIsUsableAgain() {
    virtually(
        () -> {
          await(FIVE.run(() -> call(2)));
          await(FIVE.run(() -> call(5)));
          return done();
        });
    assertThat(begun).hasSize(6);
  }

  @Test
  void cancelAnywhereEndsTheAttemptsAndLeavesNothingBehind() {
    var retry = Retry.attempts(3).backoff(millis(1), millis(2));
    duration = 1;
    cancelledEverywhere(
        7,
        () -> {
          begun.clear();
          return new Virtual.Scenario(
              () -> {
                await(retry.run(() -> call(2)));
                return done();
              },
              () -> assertThat(begun.size()).isLessThanOrEqualTo(3));
        });
  }

  @Test
  void cancelDuringAPauseIsFollowedByNoAttempt() {
    virtually(
        () -> {
          var task = createTask(() -> FIVE.run(() -> call(9)));
          await(sleep(millis(50)));
          task.cancel();
          await(sleep(millis(500)));
          assertThat(task.isCancelled()).isTrue();
          assertThat(currentTask().cancelling()).isZero();
          return done();
        });
    assertThat(begun).containsExactly(0L);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> Retry.attempts(0))
        .hasMessage("a Retry needs at least one attempt, not 0");
    assertThatThrownBy(() -> FIVE.backoff(millis(2), millis(1)))
        .hasMessage(
            "a backoff goes from a pause of zero or more to one that is no shorter, not from PT0.002S to PT0.001S");
    assertThatThrownBy(() -> FIVE.jitter(Double.NaN, new SplittableRandom(1)))
        .hasMessage("jitter(...) takes a share from 0 to 1, not NaN");
  }
}
