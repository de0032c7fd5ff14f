package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Futures, and what runs when they end. */
@SuppressWarnings("async")
final class Futures extends Subject {
  @Scenario("A30")
  @Async
  Coroutine<Void> callbacksRunThroughTheLoopAsTheyWereRegistered() {
    var future = new Promise<String>();
    for (var name : List.of("first", "second", "third")) {
      future.onDone(f -> log(name, "hears", f));
    }
    future.complete("news");
    log("set");
    ticks(2);
    await(turns(2));
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> callbackOnAnEndedFutureRunsInTheNextTurn() {
    var future = new Promise<String>();
    future.complete("old news");
    ticks(3);
    await(yieldNow());
    future.onDone(f -> log("hears", f));
    log("registered");
    await(turns(2));
    return done();
  }

  @Async
  private Coroutine<Void> awaiter(String name, Promise<String> future) {
    log(name, "gets", await(future));
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> callbacksAndAwaitersShareOneOrder() {
    var future = new Promise<String>();
    future.onDone(f -> log("callback one"));
    createTask(awaiter("awaiter one", future));
    await(yieldNow());
    future.onDone(f -> log("callback two"));
    createTask(awaiter("awaiter two", future));
    await(yieldNow());
    future.onDone(f -> log("callback three"));
    future.complete("news");
    ticks(2);
    log("main gets", await(future));
    await(turns(2));
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> callbackOfATaskRunsBeforeALaterAwaiter() {
    AsyncCallable<Void> child =
        () -> {
          await(sleep(seconds(1)));
          log("child ends");
          return done();
        };

    var task = createTask(child);
    task.onDone(t -> log("callback", t));
    ticks(2);
    await(task);
    log("main goes on");
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> callbackRegisteredTwiceRunsTwice() {
    Consumer<Deferred<Integer>> callback = f -> log("hears", f);

    var future = new Promise<Integer>();
    future.onDone(callback);
    future.onDone(callback);
    future.complete(1);
    await(turns(1));
    return done();
  }

  @Scenario("A31")
  @Async
  Coroutine<Void> removedCallbacksDoNotRun() {
    Consumer<Deferred<Integer>> callback = f -> log("never said");

    var future = new Promise<Integer>();
    future.onDone(callback);
    future.onDone(f -> log("other"));
    future.onDone(callback);
    log("removed", future.removeOnDone(callback));
    log("again", future.removeOnDone(callback));
    future.complete(1);
    await(turns(2));
    return done();
  }

  @Scenario("A31")
  @Async
  Coroutine<Void> callbackThatRemovesAnotherIsTooLate() {
    Consumer<Deferred<Integer>> second = f -> log("second");
    Consumer<Deferred<Integer>> first = f -> log("first removes", f.removeOnDone(second));

    var future = new Promise<Integer>();
    future.onDone(first);
    future.onDone(second);
    future.onDone(f -> log("third"));
    future.complete(1);
    await(turns(2));
    return done();
  }

  @Scenario("A31")
  @Async
  Coroutine<Void> callbackThatAddsAnotherHasItRunNextTurn() {
    Consumer<Deferred<Integer>> adds =
        f -> {
          log("adds");
          f.onDone(same -> log("added"));
        };

    var future = new Promise<Integer>();
    future.onDone(adds);
    future.onDone(f -> log("second"));
    future.complete(1);
    ticks(4);
    await(turns(3));
    return done();
  }

  @Scenario("A32")
  @Async
  Coroutine<Void> failingCallbackIsReportedAndStopsNoOther() {
    Consumer<Deferred<String>> fails = f -> throwBoom("callback");

    var future = new Promise<String>();
    future.onDone(f -> log("first"));
    future.onDone(fails);
    future.onDone(f -> log("third"));
    future.complete("value");
    await(turns(1));
    log("future", future);
    return done();
  }

  @Scenario("A27")
  @Async
  Coroutine<Void> resultsOfAPendingFutureAreRefused() {
    var future = new Promise<String>();
    attemptCall("result", future::result);
    attemptCall("exception", future::exception);
    future.fail(new Boom("set"));
    attemptCall("result", future::result);
    attemptCall("exception", future::exception);
    return done();
  }

  @Scenario("A27")
  @Async
  Coroutine<Void> resultOfACancelledFutureIsItsCancel() {
    var future = new Promise<String>();
    log("cancel", future.cancel("gone"), "again", future.cancel("twice"));
    attemptCall("result", future::result);
    log("done", future.isDone(), "cancelled", future.isCancelled());
    return done();
  }

  @Scenario("A28")
  @Async
  Coroutine<Void> secondCompletionIsRefused() {
    var future = new Promise<String>();
    future.complete("first");
    attemptRun("value", () -> future.complete("second"));
    attemptRun("failure", () -> future.fail(new Boom("second")));
    log("cancel", future.cancel(), "future", future);
    return done();
  }

  @Scenario("A28")
  @Async
  Coroutine<Void> completionAfterACancelIsRefused() {
    var future = new Promise<String>();
    future.cancel();
    attemptRun("value", () -> future.complete("late"));
    attemptRun("failure", () -> future.fail(new Boom("late")));
    log("future", future);
    return done();
  }

  @Async
  private Coroutine<Void> catcher(String name, Promise<Void> future, List<Boom> seen) {
    try {
      await(future);
    } catch (Boom e) {
      log(name, "caught", e);
      seen.add(e);
    }
    return done();
  }

  @Scenario("A25")
  @Async
  Coroutine<Void> awaitersOfAFailedFutureGetTheSameFailure() {
    var seen = new ArrayList<Boom>();
    var future = new Promise<Void>();
    var one = createTask(catcher("one", future, seen));
    var two = createTask(catcher("two", future, seen));
    await(sleep(seconds(1)));
    var failure = new Boom("shared");
    future.fail(failure);
    await(one);
    await(two);
    log("same", seen.get(0) == failure && seen.get(1) == failure);
    return done();
  }

  @Scenario("A1")
  @Async
  Coroutine<Void> awaitOfAnEndedFutureTakesNoTurn() {
    var ended = new Promise<String>();
    var cancelled = new Promise<String>();
    var failed = new Promise<String>();
    ended.complete("value");
    cancelled.cancel("gone");
    failed.fail(new Boom("failed"));
    ticks(1);
    await(attempt("ended", ended));
    await(attempt("cancelled", cancelled));
    await(attempt("failed", failed));
    await(turns(1));
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> completedFutureWakesItsAwaiterInTheNextTurn() {
    var future = new Promise<Integer>();
    var task =
        createTask(
            () -> {
              log("gets", await(future));
              return done();
            });
    await(sleep(seconds(1)));
    ticks(3);
    runningLoop()
        .callSoon(
            () -> {
              log("completes");
              future.complete(1);
            });
    await(task);
    log("main goes on");
    return done();
  }

  @Scenario("A157")
  @Async
  Coroutine<Void> failedFutureThatNobodyLookedAtIsReported() {
    new Promise<Void>().fail(new Boom("unseen"));
    await(sleep(seconds(1)));
    log("main ends");
    return done();
  }
}
