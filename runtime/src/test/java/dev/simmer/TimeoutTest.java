package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.timeoutAt;
import static dev.simmer.Simmer.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Timeout blocks and waitFor. Pins: A17, A55-A74. */
class TimeoutTest extends RuntimeTest {
  private final Box<Timeout> limit = new Box<>();

  private Script<Object> within(int delay, Script<?> body) {
    return script().inScope(() -> limit.set(timeout(seconds(delay))), body);
  }

  private void assertAfter(int delay) {
    assertThat(runningLoop().time()).isEqualTo(seconds(delay).toNanos());
  }

  /** A55. */
  @Test
  void blockIsCancelledAtTheDeadlineAndThrowsTimeoutExceptionWithTheCancelAsCause() {
    run(
        within(1, sleeper(seconds(9)).otherwise(note()))
            .otherwise(
                e -> {
                  assertThat(e)
                      .isInstanceOf(TimeoutException.class)
                      .hasCauseInstanceOf(CancelledError.class);
                  assertThat(limit.value.expired()).isTrue();
                  assertAfter(1);
                  return log.add("expired");
                })
            .run(() -> assertThat(currentTask().cancelling()).isZero()));
    assertThat(log).containsExactly("CancelledError", "expired");
  }

  /** A56. */
  @Test
  void valueOfABlockThatSwallowsTheCancelIsUsed() {
    Object result = run(within(1, sleeper(seconds(9)).otherwise(e -> "swallowed")));
    assertThat(result).isEqualTo("swallowed");
    assertThat(limit.value.expired()).isTrue();
  }

  /** A56. */
  @Test
  void valueOfAWaitForThatSwallowsTheCancelIsUsed() {
    Script<Object> stubborn = sleeper(seconds(9)).otherwise(e -> "swallowed");
    assertThat(run(script().await(() -> waitFor(stubborn, seconds(1))))).isEqualTo("swallowed");
  }

  /** A57. */
  @Test
  void otherExceptionDuringExpiryPropagatesWithTheTimeoutBesideIt() {
    IOException failure = new IOException("cleanup");
    assertThatThrownBy(
            () ->
                run(
                    within(
                        1,
                        sleeper(seconds(9))
                            .otherwise(
                                e -> {
                                  throw failure;
                                }))))
        .isSameAs(failure)
        .satisfies(
            e ->
                assertThat(e.getSuppressed()).singleElement().isInstanceOf(TimeoutException.class));
  }

  /** A58. */
  @Test
  void cancelFromElsewhereBeforeTheDeadlineStaysACancel() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask(within(5, sleeper(seconds(9))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> task.value.cancel("elsewhere"))
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: elsewhere");
    assertThat(limit.value.expired()).isFalse();
  }

  /**
   * A17 and A63: neither the cancel before the deadline nor the one after it is the block's own.
   */
  @Test
  void cancelFromElsewhereStaysACancelThoughTheDeadlineCameToo() {
    for (int when = 1; when <= 3; when += 2) {
      int cancelAt = when;
      Box<Task<?>> task = new Box<>();
      run(
          script()
              .run(
                  () ->
                      task.set(
                          createTask(
                              within(
                                  2,
                                  sleeper(seconds(9))
                                      .otherwise(e -> null)
                                      .await(() -> sleep(seconds(9)))))))
              .await(() -> sleep(seconds(cancelAt)))
              .run(() -> task.value.cancel("elsewhere " + cancelAt))
              .await(() -> task.value)
              .otherwise(note())
              .otherwise(e -> null)
              .run(() -> assertThat(limit.value.expired()).isTrue())
              .run(() -> assertThat(task.value.cancelling()).isEqualTo(1)));
    }
    assertThat(log).containsExactly("CancelledError", "CancelledError: elsewhere 3");
  }

  /** A17. */
  @Test
  void cancelledErrorThatNobodyAskedForPassesThroughScopes() {
    Box<TaskGroup> group = new Box<>();
    CancelledError own = new CancelledError("own");
    run(
        within(2, script().inScope(() -> group.set(taskGroup()), script().then(raise(own))))
            .otherwise(
                e -> {
                  assertThat(e).isSameAs(own);
                  return log.add("passed");
                }));
    assertThat(log).containsExactly("passed");
  }

  /** A59. */
  @Test
  void ofNestedBlocksWithTheSameDeadlineOnlyTheOutermostThrows() {
    Box<Timeout> inner = new Box<>();
    run(
        within(
                1,
                script()
                    .inScope(() -> inner.set(timeout(seconds(1))), sleeper(seconds(9)))
                    .otherwise(note()))
            .otherwise(swallow()));
    assertThat(log.get(0)).isEqualTo("CancelledError");
    assertThat(log.get(1)).asString().startsWith("TimeoutException");
    assertThat(inner.value.expired()).isTrue();
    assertThat(limit.value.expired()).isTrue();
  }

  /** A60. */
  @Test
  void outerExpiryIsDeliveredAfterTheInnerOneWasHandled() {
    run(
        within(
                2,
                script()
                    .inScope(() -> timeout(seconds(1)), sleeper(seconds(9)))
                    .otherwise(swallow())
                    .await(() -> sleep(seconds(9))))
            .otherwise(swallow())
            .run(() -> assertAfter(2)));
    assertThat(log).hasSize(2).allMatch(e -> e.toString().startsWith("TimeoutException"));
  }

  /** A60: the loop was busy past both. */
  @Test
  void expiriesThatAreBothLateAreBothDelivered() {
    Box<Timeout> inner = new Box<>();
    run(
        script()
            .await(() -> sleep(seconds(5)))
            .inScope(
                () -> limit.set(timeoutAt(seconds(2).toNanos())),
                script()
                    .inScope(() -> inner.set(timeoutAt(seconds(1).toNanos())), sleeper(seconds(9)))
                    .otherwise(note()))
            .otherwise(swallow())
            .run(() -> assertAfter(5))
            .run(() -> assertThat(currentTask().cancelling()).isZero()));
    assertThat(log).hasSize(2).first().isEqualTo("CancelledError");
    assertThat(log.get(1)).asString().startsWith("TimeoutException");
    assertThat(inner.value.expired()).isTrue();
    assertThat(limit.value.expired()).isTrue();
  }

  /** A61. */
  @Test
  void timeoutInTheCleanupOfATimedOutBlockWorksOnItsOwn() {
    run(
        within(
                1,
                sleeper(seconds(9))
                    .otherwise(
                        e -> {
                          log.add("cleaning");
                          return null;
                        })
                    .inScope(() -> timeout(seconds(1)), sleeper(seconds(9)))
                    .otherwise(swallow()))
            .run(() -> assertAfter(2)));
    assertThat(log.get(1)).asString().startsWith("TimeoutException");
  }

  /** A62. */
  @Test
  void timeoutWorksInATaskThatRecoveredFromACancel() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            sleeper(seconds(9))
                                .otherwise(swallow())
                                .inScope(() -> timeout(seconds(1)), sleeper(seconds(9)))
                                .otherwise(swallow()))))
            .await(() -> sleep(seconds(1)))
            .run(() -> task.value.cancel())
            .await(() -> task.value));
    assertThat(log.get(1)).asString().startsWith("TimeoutException");
  }

  /** A63 and A72. */
  @Test
  void outsideCancelAfterExpiryIsNotTakenForTheTimeout() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            within(
                                2,
                                sleeper(seconds(9))
                                    .otherwise(
                                        e -> {
                                          log.add("cleaning");
                                          return null;
                                        })
                                    .await(() -> sleep(seconds(5)))))))
            .await(() -> sleep(seconds(3)))
            .run(() -> task.value.cancel("outside"))
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("cleaning", "CancelledError: outside");
  }

  /** A64. */
  @Test
  void deadlineInThePastStopsTheBlockAtItsFirstAwaitEvenAZeroSleep() {
    run(
        within(0, script().run(say("entered")).await(() -> sleep(seconds(0))).run(say("past")))
            .otherwise(swallow())
            .inScope(() -> timeoutAt(-1), script().await(() -> sleep(seconds(0))))
            .otherwise(swallow()));
    assertThat(log).hasSize(3);
    assertThat(log.get(0)).isEqualTo("entered");
    assertThat(log.subList(1, 3)).allMatch(e -> e.toString().startsWith("TimeoutException"));
  }

  /** A64. */
  @Test
  void waitForWithNoTimeTakesWhatIsThereAndStartsNothing() {
    Script<Object> fresh = script().run(say("started"));
    Box<Task<?>> pending = new Box<>();
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.complete("there");
                  createTask(
                      script().await(() -> waitFor(promise, seconds(0))).then(v -> log.add(v)));
                })
            .await(() -> waitFor(fresh, seconds(0)))
            .otherwise(swallow())
            .run(() -> pending.set(createTask(sleeper(seconds(9)))))
            .await(() -> waitFor(pending.value, seconds(0)))
            .otherwise(swallow())
            .run(() -> assertThat(pending.value.isCancelled()).isTrue()));
    assertThat(fresh.isCold()).isFalse();
    assertThat(log).hasSize(3).contains("there").doesNotContain("started");
  }

  /** A65. */
  @Test
  void nullMeansNoDeadline() {
    run(
        script()
            .inScope(() -> limit.set(timeout(null)), sleeper(seconds(99)))
            .run(() -> assertThat(limit.value.when()).isEmpty())
            .await(() -> waitFor(sleep(seconds(99)), null))
            .run(() -> assertAfter(198)));
  }

  /** A65. */
  @Test
  void rescheduleMovesAndRemovesTheDeadline() {
    run(
        within(
                1,
                script()
                    .run(() -> limit.value.reschedule(seconds(3)))
                    .run(() -> assertThat(limit.value.when()).hasValue(seconds(3).toNanos()))
                    .await(() -> sleep(seconds(2)))
                    .run(() -> limit.value.reschedule(null))
                    .await(() -> sleep(seconds(9)))
                    .run(() -> limit.value.reschedule(seconds(1)))
                    .await(() -> sleep(seconds(9))))
            .otherwise(
                e -> {
                  assertThat(e).isInstanceOf(TimeoutException.class);
                  assertAfter(12);
                  return null;
                })
            .run(
                () ->
                    assertThatThrownBy(() -> limit.value.reschedule(seconds(1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has expired")));
  }

  /** A65. */
  @Test
  void rescheduleIsRefusedWhileTheBlockIsBeingStopped() {
    run(
        within(
                1,
                sleeper(seconds(9))
                    .otherwise(
                        e -> {
                          assertThatThrownBy(() -> limit.value.reschedule(seconds(1)))
                              .isInstanceOf(IllegalStateException.class)
                              .hasMessageContaining("has expired");
                          throw e;
                        }))
            .otherwise(swallow()));
    assertThat(log).singleElement().asString().startsWith("TimeoutException");
  }

  /** A65. */
  @Test
  void rescheduleAfterTheEndIsRefused() {
    run(
        within(1, script())
            .run(
                () ->
                    assertThatThrownBy(() -> limit.value.reschedule(seconds(1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has ended")));
  }

  /** A66. */
  @Test
  void timeoutNeedsATask() {
    assertThatThrownBy(() -> timeout(seconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no loop runs");
    run(
        script()
            .run(
                () ->
                    runningLoop()
                        .callSoon(
                            () ->
                                assertThatThrownBy(() -> timeout(seconds(1)))
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("outside a task")))
            .await(() -> sleep(seconds(1))));
  }

  /** A67. */
  @Test
  void taskIsNotCancelledAfterTheBlock() {
    run(
        within(1, sleeper(seconds(9)))
            .otherwise(e -> null)
            .run(() -> assertThat(currentTask().cancelling()).isZero())
            .await(() -> sleep(seconds(9)))
            .run(say("went on")));
    assertThat(log).containsExactly("went on");
  }

  /** A67: nothing is left that could fire later. */
  @Test
  void blockThatEndsInTimeLeavesNoTimer() {
    run(
        within(5, sleeper(seconds(1)))
            .run(() -> assertThat(Loop.running("test").timers.isEmpty()).isTrue()));
  }

  /** A68. */
  @Test
  void waitForWaitsUntilTheInnerTaskHasReallyEnded() {
    Box<Task<?>> inner = new Box<>();
    run(
        script()
            .run(
                () ->
                    inner.set(
                        createTask(
                            sleeper(seconds(9))
                                .otherwise(
                                    e -> {
                                      log.add("cleaning");
                                      return e;
                                    })
                                .await(() -> sleep(seconds(5)))
                                .run(say("clean"))
                                .then(raise(new CancelledError(null))))))
            .await(() -> waitFor(inner.value, seconds(1)))
            .otherwise(swallow())
            .run(() -> assertAfter(6)));
    assertThat(log.subList(0, 2)).containsExactly("cleaning", "clean");
    assertThat(log.get(2)).asString().startsWith("TimeoutException");
  }

  /** A69. */
  @Test
  void exceptionOfTheInnerDuringItsCancelIsThrown() {
    IOException failure = new IOException("during cancel");
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .await(
                            () ->
                                waitFor(
                                    createTask(
                                        sleeper(seconds(9))
                                            .otherwise(
                                                e -> {
                                                  throw failure;
                                                })),
                                    seconds(1)))))
        .isSameAs(failure);
  }

  /** A70. */
  @Test
  void cancellingWaitForCancelsTheInner() {
    Box<Task<?>> outer = new Box<>();
    run(
        script()
            .run(
                () ->
                    outer.set(
                        createTask(
                            script()
                                .await(
                                    () ->
                                        waitFor(
                                            sleeper(seconds(9)).otherwise(note()), seconds(5))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> outer.value.cancel("m"))
            .await(() -> outer.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: m", "CancelledError: m");
  }

  /** A70. */
  @Test
  void cancellingWaitForCancelsTheTaskItWaitsForAndWaitsForThat() {
    Box<Task<?>> inner = new Box<>();
    Box<Task<?>> outer = new Box<>();
    run(
        script()
            .run(() -> inner.set(createTask(sleeper(seconds(9)).otherwise(note()))))
            .run(
                () -> outer.set(createTask(script().await(() -> waitFor(inner.value, seconds(5))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> outer.value.cancel("m"))
            .await(() -> outer.value)
            .otherwise(swallow())
            .run(() -> assertThat(inner.value.isCancelled()).isTrue()));
    assertThat(log).containsExactly("CancelledError: m", "CancelledError: m");
  }

  /** A71. */
  @Test
  void valueThatArrivesInTheTurnOfTheDeadlineWins() {
    assertThat(run(script().await(() -> waitFor(sleep(seconds(1), "v"), seconds(1)))))
        .isEqualTo("v");
    assertThat(run(within(1, script().await(() -> sleep(seconds(1), "block"))))).isEqualTo("block");
    assertThat(limit.value.expired()).isFalse();
  }

  /** A71: whichever timer was set first. */
  @Test
  void promiseCompletedInTheTurnOfTheDeadlineWins() {
    Object result =
        run(
            script()
                .await(
                    () ->
                        async(
                            () -> {
                              Promise<String> promise = new Promise<>();
                              Coroutine<String> wait = waitFor(promise, seconds(1));
                              createTask(
                                  sleeper(seconds(1)).run(() -> promise.tryComplete("late")));
                              runningLoop().callLater(seconds(1), () -> promise.tryComplete("v"));
                              return wait;
                            })));
    assertThat(result).isEqualTo("v");
  }

  /** A71: the value wins the await, not the rest of the block. */
  @Test
  void blockThatGoesOnAfterTheTieIsStoppedAtItsNextWait() {
    run(
        within(1, sleeper(seconds(1)).run(say("tie")).await(() -> sleep(seconds(1))))
            .otherwise(swallow())
            .run(() -> assertAfter(1)));
    assertThat(log).hasSize(2);
    assertThat(log.get(1)).asString().startsWith("TimeoutException");
  }

  /** A72. */
  @Test
  void cancelFromOutsideInTheTurnOfCompletionIsNotLost() {
    Box<Task<?>> task = new Box<>();
    Box<Promise<String>> promise = new Box<>();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .await(() -> waitFor(promise.value, seconds(5)))
                                .run(say("code after")))))
            .await(() -> sleep(seconds(1)))
            .run(() -> promise.value.complete("v"))
            .run(() -> task.value.cancel())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError");
  }

  /** A73. */
  @Test
  void waitForOverAShieldLeavesTheWorkRunning() {
    Box<Task<?>> work = new Box<>();
    run(
        script()
            .run(() -> work.set(createTask(sleeper(seconds(5)).then(v -> "saved"))))
            .await(() -> waitFor(shield(work.value), seconds(1)))
            .otherwise(swallow())
            .run(() -> assertThat(work.value.isDone()).isFalse())
            .await(() -> work.value)
            .then(v -> log.add(v)));
    assertThat(log.get(1)).isEqualTo("saved");
  }

  /** A74. */
  @Test
  void timeoutAroundAGroupCancelsItsChildrenAndIsOneException() {
    Box<TaskGroup> group = new Box<>();
    run(
        within(
                1,
                script()
                    .inScope(
                        () -> group.set(taskGroup()),
                        script()
                            .run(
                                () -> group.value.createTask(sleeper(seconds(9)).otherwise(note())))
                            .run(
                                () ->
                                    group.value.createTask(sleeper(seconds(9)).otherwise(note())))))
            .otherwise(swallow()));
    assertThat(log).hasSize(3);
    assertThat(log.get(2)).asString().startsWith("TimeoutException");
  }

  @Test
  void waitForHandsOutTheExceptionOfTheInner() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .await(
                            () -> waitFor(script().then(raise(new IOException("x"))), seconds(1)))))
        .isInstanceOf(IOException.class);
    assertThat(run(script().await(() -> waitFor(done(1), seconds(1))))).isEqualTo(1);
  }
}
