package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/** Deadlines of blocks and of single awaits. */
@SuppressWarnings("async")
final class Timeouts extends Subject {
  @Async
  private Coroutine<Void> slowToStop(long seconds) {
    try {
      await(sleep(seconds(9)));
    } finally {
      await(sleep(seconds(seconds)));
      log("is clean");
    }
    return done();
  }

  @Async
  private Coroutine<Void> saysWhenCancelled(String name) {
    try {
      await(sleep(seconds(9)));
    } finally {
      log(name, "ends");
    }
    return done();
  }

  @Scenario("A55")
  @Async
  Coroutine<Void> expiryRaisesATimeoutCausedByTheCancel() {
    var limits = new ArrayList<Timeout>();
    try (var limit = timeout(seconds(2))) {
      limits.add(limit);
      await(sleep(seconds(9)));
    } catch (TimeoutException e) {
      log("caught", e, "caused by", e.getCause(), "expired", limits.get(0).expired());
    }
    return done();
  }

  @Scenario("A55")
  @Async
  Coroutine<Void> cleanupOfTheBlockRunsBeforeTheTimeoutComesOut() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            await(slowToStop(2));
          }
          return done();
        };

    await(attempt("block", async(main)));
    return done();
  }

  @Scenario({"A55", "A67"})
  @Async
  Coroutine<Void> blockThatEndsInTimeLeavesNoTimerAndNoCancel() throws TimeoutException {
    var limits = new ArrayList<Timeout>();
    try (var limit = timeout(seconds(2))) {
      limits.add(limit);
      await(sleep(seconds(1)));
    }
    log("expired", limits.get(0).expired(), "cancelling", currentTask().cancelling());
    await(sleep(seconds(5)));
    log("expired", limits.get(0).expired(), "cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A56")
  @Async
  Coroutine<Void> blockThatSwallowsTheCancelTimesNothingOut() throws TimeoutException {
    var limits = new ArrayList<Timeout>();
    try (var limit = timeout(seconds(1))) {
      limits.add(limit);
      await(attempt("inside", sleep(seconds(9))));
      log("goes on, expired", limit.expired());
    }
    log("after, expired", limits.get(0).expired());
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A57")
  @Async
  Coroutine<Void> otherFailureDuringTheExpiryComesOut() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            try {
              await(sleep(seconds(9)));
            } finally {
              throwBoom("cleanup");
            }
          }
          return done();
        };

    await(attempt("block", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A58")
  @Async
  Coroutine<Void> cancelFromElsewhereStaysACancel() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(5))) {
            try {
              await(sleep(seconds(9)));
            } finally {
              log("expired", limit.expired());
            }
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel("elsewhere");
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A58")
  @Async
  Coroutine<Void> cancelFromElsewhereAfterTheExpiryIsNotHidden() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            await(slowToStop(2));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(2)));
    task.cancel("elsewhere");
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A59")
  @Async
  Coroutine<Void> nestedBlocksOfOneDeadlineRaiseTheOuterTimeout() {
    var limits = new ArrayList<Timeout>();
    try (var outer = timeout(seconds(1))) {
      limits.add(outer);
      try (var inner = timeout(seconds(1))) {
        limits.add(inner);
        await(sleep(seconds(9)));
      } catch (TimeoutException e) {
        log("never said");
      } catch (CancelledError e) {
        log("inner raised", e);
        throw e;
      }
    } catch (TimeoutException e) {
      log("outer raised", e);
    }
    log("expired", limits.get(0).expired(), limits.get(1).expired());
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A59")
  @Async
  Coroutine<Void> innerDeadlineFirst() {
    AsyncCallable<Void> main =
        () -> {
          try (var outer = timeout(seconds(2))) {
            try (var inner = timeout(seconds(1))) {
              await(sleep(seconds(9)));
            } catch (TimeoutException e) {
              log("inner raised", e);
            }
            log("value", await(sleep(millis(500), "in time")));
          }
          return done();
        };

    await(attempt("outer", async(main)));
    return done();
  }

  @Scenario("A59")
  @Async
  Coroutine<Void> outerDeadlineFirst() {
    AsyncCallable<Void> main =
        () -> {
          var limits = new ArrayList<Timeout>();
          try (var outer = timeout(seconds(1))) {
            try (var inner = timeout(seconds(2))) {
              limits.add(inner);
              await(sleep(seconds(9)));
            } finally {
              log("inner expired", limits.get(0).expired());
            }
          }
          return done();
        };

    await(attempt("outer", async(main)));
    return done();
  }

  @Scenario("A60")
  @Async
  Coroutine<Void> outerExpiryIsDeliveredAfterTheInnerWasHandled() {
    AsyncCallable<Void> main =
        () -> {
          try (var outer = timeout(seconds(2))) {
            try (var inner = timeout(seconds(1))) {
              await(sleep(seconds(9)));
            } catch (TimeoutException e) {
              log("inner raised", e);
            }
            try {
              await(sleep(seconds(9)));
            } finally {
              log("outer expired", outer.expired());
            }
          }
          return done();
        };

    await(attempt("outer", async(main)));
    return done();
  }

  @Scenario("A61")
  @Async
  Coroutine<Void> timeoutInTheCleanupOfATimedOutBlockWorks() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            try {
              await(sleep(seconds(9)));
            } finally {
              try (var ofTheCleanup = timeout(seconds(2))) {
                await(sleep(seconds(9)));
              } catch (TimeoutException e) {
                log("cleanup raised", e);
              }
            }
          }
          return done();
        };

    await(attempt("block", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A62")
  @Async
  Coroutine<Void> timeoutWorksInATaskThatRecoveredFromACancel() {
    AsyncCallable<Void> main =
        () -> {
          await(attempt("first", sleep(seconds(9))));
          log("cancelling", currentTask().cancelling());
          try (var limit = timeout(seconds(1))) {
            await(sleep(seconds(9)));
          } catch (TimeoutException e) {
            log("caught", e);
          }
          log("cancelling", currentTask().cancelling());
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(task);
    return done();
  }

  @Scenario("A63")
  @Async
  Coroutine<Void> cancelInSuchABlockIsNotTakenForTheTimeout() {
    AsyncCallable<Void> main =
        () -> {
          await(attempt("first", sleep(seconds(9))));
          try (var limit = timeout(seconds(5))) {
            await(sleep(seconds(9)));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel("one");
    await(sleep(seconds(1)));
    task.cancel("two");
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A64")
  @Async
  Coroutine<Void> deadlineOfZeroRaisesAtTheFirstAwait() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(0))) {
            log("inside");
            await(yieldNow());
            log("one more turn");
            await(yieldNow());
            log("never said");
          }
          return done();
        };

    ticks(3);
    await(attempt("block", async(main)));
    return done();
  }

  @Scenario("A64")
  @Async
  Coroutine<Void> deadlineInThePastRaisesAtTheFirstAwait() {
    await(sleep(seconds(5)));
    var limits = new ArrayList<Timeout>();
    try (var limit = timeoutAt(runningLoop().time() - seconds(2).toNanos())) {
      limits.add(limit);
      await(sleep(seconds(9)));
    } catch (TimeoutException e) {
      log("caught", e, "expired", limits.get(0).expired());
    }
    return done();
  }

  @Scenario("A64")
  @Async
  Coroutine<Void> blockWithoutAnAwaitNeverExpires() throws TimeoutException {
    var limits = new ArrayList<Timeout>();
    try (var limit = timeout(seconds(-1))) {
      limits.add(limit);
      log("inside");
    }
    log("expired", limits.get(0).expired());
    return done();
  }

  @Scenario("A65")
  @Async
  Coroutine<Void> noDeadlineNeverExpires() throws TimeoutException {
    var limits = new ArrayList<Timeout>();
    try (var limit = timeout(null)) {
      limits.add(limit);
      log("when", limit.when().equals(OptionalLong.empty()) ? null : limit.when());
      await(sleep(seconds(1000)));
    }
    log("expired", limits.get(0).expired());
    return done();
  }

  @Scenario("A65")
  @Async
  Coroutine<Void> deadlineMovesBackAndForth() {
    try (var limit = timeout(seconds(5))) {
      await(sleep(seconds(4)));
      limit.reschedule(seconds(4));
      await(sleep(seconds(3)));
      limit.reschedule(null);
      await(sleep(seconds(10)));
      limit.reschedule(seconds(1));
      await(sleep(seconds(9)));
    } catch (TimeoutException e) {
      log("caught", e);
    }
    return done();
  }

  @Scenario("A65")
  @Async
  Coroutine<Void> endedAndExpiredBlocksAreNotRescheduled() throws TimeoutException {
    var limits = new ArrayList<Timeout>();
    try (var ended = timeout(seconds(1))) {
      limits.add(ended);
    }
    attemptRun("ended", () -> limits.get(0).reschedule(null));
    try (var expired = timeout(seconds(1))) {
      limits.add(expired);
      try {
        await(sleep(seconds(9)));
      } finally {
        attemptRun("expiring", () -> expired.reschedule(null));
      }
    } catch (TimeoutException e) {
      attemptRun("expired", () -> limits.get(1).reschedule(null));
    }
    return done();
  }

  @Scenario("A67")
  @Async
  Coroutine<Void> taskGoesOnAfterItsBlockTimedOut() {
    for (int times = 0; times < 3; times++) {
      try (var limit = timeout(seconds(1))) {
        await(sleep(seconds(9)));
      } catch (TimeoutException e) {
        log("caught", e, "cancelling", currentTask().cancelling());
      }
    }
    await(attempt("sleep", sleep(seconds(1), "slept")));
    return done();
  }

  @Scenario("A74")
  @Async
  Coroutine<Void> timeoutAroundAGroupStopsItsChildrenAndComesOutAlone() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            try (var group = taskGroup()) {
              group.createTask(saysWhenCancelled("one"));
              group.createTask(saysWhenCancelled("two"));
            }
          }
          return done();
        };

    await(attempt("block", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A74")
  @Async
  Coroutine<Void> timeoutInAChildFailsTheGroup() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            await(sleep(seconds(9)));
          }
          return done();
        };
    AsyncCallable<Void> groupOfThem =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(main);
            group.createTask(saysWhenCancelled("sibling"));
          }
          return done();
        };

    await(attempt("group", async(groupOfThem)));
    return done();
  }

  @Scenario("A68")
  @Async
  Coroutine<Void> waitForWaitsUntilTheInnerTaskHasEnded() throws TimeoutException {
    var task = createTask(slowToStop(3));
    await(attempt("wait_for", waitFor(task, seconds(1))));
    log("task", task);
    return done();
  }

  @Scenario("A68")
  @Async
  Coroutine<Void> waitForWaitsForTheCleanupOfACoroutine() throws TimeoutException {
    await(attempt("wait_for", waitFor(slowToStop(3), seconds(1))));
    return done();
  }

  @Scenario("A69")
  @Async
  Coroutine<Void> failureOfTheInnerCleanupComesOutOfWaitFor() throws TimeoutException {
    AsyncCallable<Void> inner =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            throwBoom("cleanup");
          }
          return done();
        };

    await(attempt("wait_for", waitFor(async(inner), seconds(1))));
    return done();
  }

  @Scenario("A56")
  @Async
  Coroutine<Void> valueOfAnInnerThatRefusesComesOutOfWaitFor() throws TimeoutException {
    AsyncCallable<String> inner =
        () -> {
          try {
            return done(await(sleep(seconds(9), "slept")));
          } catch (CancelledError e) {
            return done("kept");
          }
        };

    await(attempt("wait_for", waitFor(async(inner), seconds(1))));
    return done();
  }

  @Scenario("A70")
  @Async
  Coroutine<Void> cancelOfWaitForCancelsTheInner() {
    var inner = createTask(saysWhenCancelled("inner"));
    var task = createTask(() -> done(await(waitFor(inner, seconds(5)))));
    await(sleep(seconds(1)));
    task.cancel("stop");
    await(attempt("task", task));
    log("inner", inner);
    return done();
  }

  @Scenario("A71")
  @Async
  Coroutine<Void> valueInTimeComesOutOfWaitFor() throws TimeoutException {
    await(attempt("coroutine", waitFor(sleep(seconds(1), "slept"), seconds(2))));
    await(attempt("task", waitFor(createTask(sleep(seconds(1), "slept")), seconds(2))));
    await(attempt("no limit", waitFor(sleep(seconds(100), "slept"), null)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A71")
  @Async
  Coroutine<Void> failureInTimeComesOutOfWaitFor() throws TimeoutException {
    AsyncCallable<Void> inner =
        () -> {
          await(sleep(seconds(1)));
          throw new Boom("inner");
        };

    await(attempt("wait_for", waitFor(async(inner), seconds(2))));
    return done();
  }

  @Scenario("A72")
  @Async
  Coroutine<Void> completionAndOuterCancelOfOneTurnLoseNoCancel() {
    var future = new Promise<String>();
    var task =
        createTask(
            () -> {
              log("value", await(waitFor(future, seconds(5))));
              log("never said");
              return done();
            });
    await(sleep(seconds(1)));
    future.complete("there");
    task.cancel("stop");
    await(attempt("task", task));
    return done();
  }

  @Scenario("A73")
  @Async
  Coroutine<Void> waitForOverAShieldLeavesTheWorkRunning() throws TimeoutException {
    AsyncCallable<String> work =
        () -> {
          await(sleep(seconds(3)));
          log("work ends");
          return done("worked");
        };

    var inner = createTask(work);
    await(attempt("wait_for", waitFor(shield(inner), seconds(1))));
    log("inner", inner);
    log("then", await(inner));
    return done();
  }

  @Scenario("A64")
  @Async
  Coroutine<Void> waitForNoTimeTakesWhatIsThereAlready() throws TimeoutException {
    var ended = new Promise<String>();
    ended.complete("there");
    await(attempt("ended", waitFor(ended, seconds(0))));
    var pending = new Promise<String>();
    await(attempt("pending", waitFor(pending, seconds(0))));
    log("pending", pending);
    return done();
  }

  @Scenario("A64")
  @Async
  Coroutine<Void> waitForNoTimeStartsNoCoroutine() throws TimeoutException {
    AsyncCallable<Void> inner =
        () -> {
          log("never said");
          return done();
        };

    await(attempt("wait_for", waitFor(async(inner), seconds(0))));
    await(attempt("less than none", waitFor(async(inner), seconds(-1))));
    return done();
  }

  @Scenario({"A71", "A1"})
  @Async
  Coroutine<Void> waitForWhatNeedNotWaitTakesNoTurn() throws TimeoutException {
    ticks(1);
    await(attempt("wait_for", waitFor(async(() -> done("at once")), seconds(1))));
    await(turns(1));
    return done();
  }

  @Scenario({"A55", "A108"})
  @Async
  Coroutine<Void> orderOfEventsAtAnExpiry() {
    AsyncCallable<Void> main =
        () -> {
          try (var limit = timeout(seconds(1))) {
            try {
              await(sleep(seconds(9)));
            } finally {
              log("block ends");
            }
          }
          return done();
        };

    runningLoop().callLater(seconds(1), () -> ticks(4));
    await(attempt("block", async(main)));
    await(turns(4));
    return done();
  }
}
