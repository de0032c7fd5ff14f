package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;

/** Cancellation: where it arrives, what it passes through, and what counts its requests. */
@SuppressWarnings("async")
final class Cancels extends Subject {
  @Scenario("A2")
  @Async
  Coroutine<Void> cancelAppearsAtTheAwaitAndRunsTheCleanup() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(9)));
          } catch (CancelledError e) {
            log("caught", e);
            throw e;
          } finally {
            log("cleans up");
            await(sleep(seconds(1)));
            log("is clean");
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    ticks(3);
    log("cancel", task.cancel(), "task", task);
    await(attempt("task", task));
    log("task", task);
    return done();
  }

  @Scenario("A2")
  @Async
  Coroutine<Void> cancelIsThrownInTheNextTurn() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            log("child ends");
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    ticks(4);
    task.cancel();
    await(attempt("task", task));
    return done();
  }

  @Scenario("A3")
  @Async
  Coroutine<Void> cancelOfAnEndedTaskChangesNothing() {
    var task = createTask(sleep(seconds(1), "value"));
    await(task);
    log("cancel", task.cancel(), "cancelling", task.cancelling(), "task", task);
    return done();
  }

  @Scenario("A4")
  @Async
  Coroutine<Void> cancelBeforeTheFirstStepEntersNoBody() {
    AsyncCallable<Void> child =
        () -> {
          log("never said");
          return done();
        };

    var task = createTask(child);
    log("cancel", task.cancel(), "task", task);
    ticks(3);
    await(attempt("task", task));
    log("task", task);
    return done();
  }

  @Scenario("A5")
  @Async
  Coroutine<Void> cancelOfATaskCancelsTheFutureItAwaits() {
    var future = new Promise<Void>();
    var task = createTask(attempt("child", future));
    await(yieldNow());
    ticks(3);
    task.cancel("stop");
    log("at once, future", future, "task", task);
    await(task);
    log("in the end, future", future, "task", task);
    return done();
  }

  @Scenario("A6")
  @Async
  Coroutine<Void> cancelReachesTheInnerTaskAndWaitsForIt() {
    AsyncCallable<Void> inner =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            log("inner cleans up");
            await(sleep(seconds(1)));
            log("inner is clean");
          }
          return done();
        };

    var innerTask = createTask(inner);
    var outerTask = createTask(attempt("outer", innerTask));
    await(sleep(seconds(1)));
    ticks(3);
    outerTask.cancel("stop");
    await(outerTask);
    log("inner", innerTask, "outer", outerTask);
    return done();
  }

  @Scenario({"A6", "A9"})
  @Async
  Coroutine<Void> innerTaskThatRefusesACancelHandsItsValueOn() {
    AsyncCallable<String> inner =
        () -> {
          try {
            return done(await(sleep(seconds(9), "slept")));
          } catch (CancelledError e) {
            return done("refused");
          }
        };

    var innerTask = createTask(inner);
    var outerTask = createTask(() -> done(await(innerTask)));
    await(sleep(seconds(1)));
    outerTask.cancel();
    await(attempt("outer", outerTask));
    log("outer cancelling", outerTask.cancelling(), "inner cancelling", innerTask.cancelling());
    return done();
  }

  @Async
  private Coroutine<Void> link(String name, Awaitable<Void> below) {
    try {
      await(below);
    } finally {
      log(name, "ends, cancelling", currentTask().cancelling());
    }
    return done();
  }

  @Scenario("A6")
  @Async
  Coroutine<Void> cancelGoesDownAChainOfTasksAndComesUpAgain() {
    var one = createTask(link("one", sleep(seconds(9))));
    var two = createTask(link("two", one));
    var three = createTask(link("three", two));
    await(sleep(seconds(1)));
    ticks(6);
    three.cancel();
    await(attempt("three", three));
    log(List.of(one, two, three));
    return done();
  }

  @Scenario("A7")
  @Async
  Coroutine<Void> awaiterOfACancelledFutureIsCancelled() {
    var future = new Promise<Void>();
    var task = createTask(() -> done(await(future)));
    await(yieldNow());
    ticks(4);
    log("cancel", future.cancel("gone"));
    await(attempt("task", task));
    log("task", task, "cancelling", task.cancelling());
    return done();
  }

  @Scenario("A7")
  @Async
  Coroutine<Void> awaiterMaySurviveTheCancelOfWhatItAwaits() {
    var future = new Promise<Void>();
    var task =
        createTask(
            () -> {
              await(attempt("first", future));
              await(sleep(seconds(1)));
              return done("alive");
            });
    await(yieldNow());
    future.cancel();
    await(attempt("task", task));
    return done();
  }

  @Scenario("A8")
  @Async
  Coroutine<Void> innerAndOuterCancelledTogetherGiveOneError() {
    var future = new Promise<Void>();
    var task =
        createTask(
            () -> {
              await(attempt("first", future));
              await(attempt("second", sleep(seconds(1))));
              return done();
            });
    await(yieldNow());
    future.cancel();
    task.cancel();
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A8")
  @Async
  Coroutine<Void> twoCancelsOfOneTurnGiveOneError() {
    AsyncCallable<Void> child =
        () -> {
          await(attempt("first", sleep(seconds(5))));
          await(attempt("second", sleep(seconds(5))));
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    log(task.cancel("one"), task.cancel("two"));
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A9")
  @Async
  Coroutine<Void> taskThatCatchesTheCancelMayReturn() {
    AsyncCallable<String> child =
        () -> {
          try {
            return done(await(sleep(seconds(9), "slept")));
          } catch (CancelledError e) {
            return done("kept");
          }
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("task", task));
    log("cancelled", task.isCancelled(), "cancelling", task.cancelling());
    return done();
  }

  @Scenario("A10")
  @Async
  Coroutine<Void> taskThatCatchesTheCancelMayGoOnUntilTheNext() {
    AsyncCallable<Void> child =
        () -> {
          await(attempt("first", sleep(seconds(5))));
          await(attempt("second", sleep(seconds(5), "slept")));
          await(attempt("third", sleep(seconds(5))));
          await(yieldNow());
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel("one");
    await(sleep(seconds(6)));
    task.cancel("two");
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A10")
  @Async
  Coroutine<Void> secondCancelInterruptsTheCleanup() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            await(attempt("cleanup", sleep(seconds(9))));
            log("rest of the cleanup");
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel("one");
    await(sleep(seconds(1)));
    task.cancel("two");
    await(attempt("task", task));
    log("cancelling", task.cancelling());
    return done();
  }

  @Scenario("A11")
  @Async
  Coroutine<Void> taskThatCancelsItselfSeesItAtItsNextAwait() {
    AsyncCallable<Void> child =
        () -> {
          log("cancel", currentTask().cancel("myself"));
          log("goes on");
          await(attempt("next await", sleep(seconds(5))));
          await(attempt("one after", sleep(seconds(5), "slept")));
          return done();
        };

    ticks(3);
    await(attempt("task", createTask(child)));
    return done();
  }

  @Async
  private Coroutine<String> nothing() {
    return done("nothing");
  }

  @Scenario("A11")
  @Async
  Coroutine<Void> awaitThatNeedNotWaitTakesNoCancel() {
    var ended = new Promise<String>();
    ended.complete("ended");
    AsyncCallable<Void> child =
        () -> {
          currentTask().cancel();
          await(attempt("ended future", ended));
          await(attempt("coroutine", nothing()));
          await(attempt("zero sleep", sleep(seconds(0))));
          return done();
        };

    await(createTask(child));
    return done();
  }

  @Scenario("A12")
  @Async
  Coroutine<Void> taskThatCancelsItselfAndReturnsIsCancelled() {
    AsyncCallable<String> child =
        () -> {
          currentTask().cancel("myself");
          return done("value");
        };

    var task = createTask(child);
    await(attempt("task", task));
    log("cancelled", task.isCancelled());
    return done();
  }

  @Scenario("A12")
  @Async
  Coroutine<Void> taskThatCancelsItselfAndFailsHasFailed() {
    AsyncCallable<Void> child =
        () -> {
          currentTask().cancel();
          throw new Boom("instead");
        };

    await(attempt("task", createTask(child)));
    return done();
  }

  @Scenario("A13")
  @Async
  Coroutine<Void> cancelArrivesThoughTheResultIsThereAlready() {
    var future = new Promise<String>();
    var task =
        createTask(
            () -> {
              await(attempt("first", future));
              await(attempt("second", sleep(seconds(5), "slept")));
              return done();
            });
    await(yieldNow());
    future.complete("value");
    log("cancel", task.cancel("late"));
    await(attempt("task", task));
    log("future", future);
    return done();
  }

  @Scenario("A13")
  @Async
  Coroutine<Void> cancelArrivesThoughTheSleepIsOverAlready() {
    var tasks = new ArrayList<Task<Void>>();
    runningLoop().callLater(seconds(1), () -> log("cancel", tasks.get(0).cancel()));
    tasks.add(createTask(attempt("sleep", sleep(seconds(1)))));
    await(tasks.get(0));
    return done();
  }

  @Scenario("A13")
  @Async
  Coroutine<Void> cancelArrivesThoughTheFailureIsThereAlready() {
    var future = new Promise<Void>();
    var task = createTask(attempt("first", future));
    await(yieldNow());
    future.fail(new Boom("failure"));
    log("cancel", task.cancel());
    await(task);
    return done();
  }

  @Scenario("A14")
  @Async
  Coroutine<Void> cancelRequestsAreCounted() {
    AsyncCallable<Void> child =
        () -> {
          await(attempt("sleep", sleep(seconds(5))));
          var task = currentTask();
          log("cancelling", task.cancelling());
          log("left", task.uncancel(), task.uncancel(), task.uncancel());
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel();
    task.cancel();
    log("cancelling", task.cancelling());
    await(task);
    return done();
  }

  @Scenario("A15")
  @Async
  Coroutine<Void> lastUncancelTakesBackWhatWasNotThrown() {
    AsyncCallable<Void> child =
        () -> {
          var task = currentTask();
          task.cancel();
          log("left", task.uncancel());
          await(attempt("sleep", sleep(seconds(1), "slept")));
          task.cancel();
          task.cancel();
          log("left", task.uncancel());
          await(attempt("sleep", sleep(seconds(1), "slept")));
          return done();
        };

    await(attempt("task", createTask(child)));
    return done();
  }

  @Scenario("A16")
  @Async
  Coroutine<Void> uncancelOfAnEndedTaskChangesNothingElse() {
    var task = createTask(sleep(seconds(5)));
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("task", task));
    log("left", task.uncancel(), task.uncancel(), "task", task);
    return done();
  }

  @Scenario("A18")
  @Async
  Coroutine<Void> generalCatchDoesNotSwallowACancel() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(5)));
          } catch (Exception e) {
            log("swallowed", e);
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("task", task));
    return done();
  }

  @Scenario("A19")
  @Async
  Coroutine<Void> messageOfACancelArrivesInTheTaskAndItsAwaiter() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(5)));
          } catch (CancelledError e) {
            log("child caught", e);
            throw e;
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel("no longer needed");
    await(attempt("task", task));
    return done();
  }

  @Async
  private Coroutine<Void> innermost(List<Throwable> seen) {
    try {
      await(new AsyncEvent());
    } catch (CancelledError e) {
      seen.add(e);
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> middle(List<Throwable> seen) {
    try {
      await(innermost(seen));
    } catch (CancelledError e) {
      seen.add(e);
      throw e;
    }
    return done();
  }

  @Scenario("A20")
  @Async
  Coroutine<Void> veryErrorThrownIntoAWaitComesOut() {
    var seen = new ArrayList<Throwable>();
    var task = createTask(middle(seen));
    await(sleep(seconds(1)));
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add(e);
    }
    log("same", seen.get(0) == seen.get(1) && seen.get(1) == seen.get(2));
    return done();
  }

  @Scenario("A9")
  @Async
  Coroutine<Void> failureOfTheCleanupReplacesTheCancel() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            throwBoom("cleanup");
          }
          return done();
        };

    var task = createTask(child);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("task", task));
    log("cancelled", task.isCancelled(), "cancelling", task.cancelling());
    return done();
  }

  @Scenario("A7")
  @Async
  Coroutine<Void> taskThatRaisesTheErrorItselfIsCancelled() {
    AsyncCallable<Void> child =
        () -> {
          await(sleep(seconds(1)));
          throw new CancelledError("on its own");
        };

    var task = createTask(child);
    await(attempt("task", task));
    log("cancelled", task.isCancelled(), "cancelling", task.cancelling());
    return done();
  }

  @Scenario("A145")
  @Async
  Coroutine<Void> cancelOfASleepTakesItsTimerAway() {
    var task = createTask(sleep(seconds(100)));
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("task", task));
    await(sleep(seconds(1)));
    log("no time was lost");
    return done();
  }

  @Scenario({"A2", "A30"})
  @Async
  Coroutine<Void> cancelledTasksEndInTheOrderOfTheirCancels() {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("a", "b", "c")) {
      tasks.add(
          createTask(
              () -> {
                try {
                  await(sleep(seconds(9)));
                } finally {
                  log(name, "ends");
                }
                return done();
              }));
    }
    await(sleep(seconds(1)));
    for (int last = tasks.size() - 1; last >= 0; last--) {
      tasks.get(last).cancel();
    }
    ticks(2);
    await(turns(2));
    log(tasks);
    return done();
  }
}
