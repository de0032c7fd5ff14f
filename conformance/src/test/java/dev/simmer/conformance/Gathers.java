package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.List;

/** gather: the results of several awaitables as one. */
@SuppressWarnings("async")
final class Gathers extends Subject {
  @Async
  private Coroutine<String> after(long delay, String value) {
    await(sleep(seconds(delay)));
    log(value, "ends");
    return done(value);
  }

  @Async
  private Coroutine<String> failsAfter(long delay, String message) {
    await(sleep(seconds(delay)));
    log(message, "fails");
    throw new Boom(message);
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> resultsKeepTheOrderOfTheArguments() {
    log(await(gather(after(3, "a"), after(1, "b"), after(2, "c"))));
    return done();
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> gatherOfNothingIsAnEmptyList() {
    log(await(gather()));
    return done();
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> awaitableGivenTwiceRunsOnce() {
    var one = after(1, "one");
    var two = createTask(after(2, "two"));
    log(await(gather(one, two, one, two)));
    return done();
  }

  @Scenario({"A137", "A1"})
  @Async
  Coroutine<Void> childrenStartATurnLaterInOrder() {
    ticks(3);
    var gathered = gather(after(0, "a"), after(0, "b"));
    log("gathered", gathered);
    log(await(gathered));
    return done();
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> gatherEndsATurnAfterItsLastChildAndItsAwaiterAnother() {
    ticks(6);
    var gathered = gather(after(0, "a"), after(0, "b"));
    gathered.onDone(g -> log("gather", g));
    await(gathered);
    log("awaiter");
    return done();
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> gatherOfWhatHasEndedTakesNoTurn() {
    var one = createTask(after(0, "one"));
    await(one);
    ticks(4);
    log(await(gather(one)));
    return done();
  }

  @Scenario("A138")
  @Async
  Coroutine<Void> firstFailureComesAtOnceAndTheRestGoesOn() {
    var tasks =
        List.of(
            createTask(after(3, "a")), createTask(failsAfter(1, "b")), createTask(after(2, "c")));
    await(attempt("gather", gather(tasks)));
    log(tasks);
    await(sleep(seconds(3)));
    log(tasks);
    return done();
  }

  @Scenario("A138")
  @Async
  Coroutine<Void> laterFailuresAreNotReported() {
    await(attempt("gather", gather(failsAfter(1, "a"), failsAfter(2, "b"))));
    await(sleep(seconds(3)));
    return done();
  }

  @Async
  private Coroutine<String> cancelsItself() {
    await(sleep(seconds(1)));
    throw new CancelledError("on its own");
  }

  @Scenario("A139")
  @Async
  Coroutine<Void> settledGatherHasFailuresAmongItsValues() {
    var settled = await(gatherSettled(after(1, "a"), failsAfter(2, "b"), cancelsItself()));
    logUnlike(
        "asyncio makes a new CancelledError and drops the message; Simmer gives the very error",
        "[a, Boom(b), CancelledError]",
        "[a, Boom(b), CancelledError(on its own)]",
        settled);
    return done();
  }

  @Async
  private Coroutine<Void> child(String name, long cleanup) {
    try {
      await(sleep(seconds(9)));
    } finally {
      if (cleanup > 0) {
        await(sleep(seconds(cleanup)));
        log(name, "is clean");
      } else {
        log(name, "ends");
      }
    }
    return done();
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> cancelOfAGatherCancelsItsChildrenInOrder() {
    var gathered = gather(child("a", 0), child("b", 0), child("c", 0));
    await(sleep(seconds(1)));
    ticks(5);
    log("cancel", gathered.cancel("stop"), "gather", gathered);
    await(attempt("gather", gathered));
    return done();
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> cancelOfTheAwaiterComesBackWithTheFirstChildToEnd() {
    AsyncCallable<Void> awaiter =
        () -> {
          await(attempt("gather", gather(child("a", 2), child("b", 1))));
          return done();
        };

    var task = createTask(awaiter);
    await(sleep(seconds(1)));
    task.cancel();
    await(task);
    await(sleep(seconds(2)));
    return done();
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> cancelOfAGatherWhoseLastChildHasEndedIsAccepted() {
    var gathered = gather(after(9, "a"), after(1, "b"));
    await(sleep(seconds(2)));
    log("cancel", gathered.cancel());
    await(attempt("gather", gathered));
    return done();
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> cancelOfAnEndedGatherIsRefused() {
    var gathered = gather(after(1, "a"));
    await(gathered);
    log("cancel", gathered.cancel(), "gather", gathered);
    return done();
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> settledGatherDoesNotDropACancel() {
    var gathered = gatherSettled(after(9, "a"), after(9, "b"));
    await(sleep(seconds(1)));
    log("cancel", gathered.cancel());
    await(attempt("gather", gathered));
    return done();
  }

  @Async
  private Coroutine<String> refuses() {
    try {
      return done(await(sleep(seconds(9), "slept")));
    } catch (CancelledError e) {
      log("refused");
      return done("value");
    }
  }

  @Scenario("A140")
  @Async
  Coroutine<Void> childThatRefusesTheCancelDoesNotSaveTheGather() {
    var tasks = List.of(createTask(refuses()), createTask(after(9, "b")));
    var gathered = gatherSettled(tasks);
    await(sleep(seconds(1)));
    gathered.cancel();
    await(attempt("gather", gathered));
    log(tasks);
    return done();
  }

  @Scenario("A141")
  @Async
  Coroutine<Void> cancelOfAChildEndsTheGatherAndNotItsAwaiter() {
    var one = createTask(after(9, "one"));
    var two = createTask(after(2, "two"));
    var gathered = gather(one, two);
    await(sleep(seconds(1)));
    one.cancel();
    await(attempt("gather", gathered));
    logUnlike(
        "in Simmer whatever ends by a CancelledError is cancelled; asyncio's gather has failed",
        "cancelled no",
        "cancelled yes",
        "cancelled",
        gathered.isCancelled());
    log("main cancelling", currentTask().cancelling());
    log("two", await(two));
    return done();
  }

  @Scenario({"A137", "A140"})
  @Async
  Coroutine<Void> gathersMayBeNested() {
    AsyncCallable<Void> awaiter =
        () -> {
          var inner = gather(after(1, "a"), after(9, "b"));
          await(attempt("outer", gather(inner, after(2, "c"))));
          log("inner cancelled", inner.isDone());
          return done();
        };

    var task = createTask(awaiter);
    await(sleep(seconds(3)));
    task.cancel();
    await(task);
    return done();
  }

  @Scenario("A137")
  @Async
  Coroutine<Void> gatherTakesFuturesBesideCoroutines() {
    var future = new Promise<String>();
    runningLoop().callLater(seconds(2), () -> future.complete("future"));
    log(await(gather(after(1, "coroutine"), future)));
    return done();
  }

  @Scenario("A138")
  @Async
  Coroutine<Void> failureBeforeTheGatherCountsToo() {
    var failed = createTask(failsAfter(0, "early"));
    var other = createTask(after(5, "other"));
    await(turns(2));
    ticks(4);
    await(attempt("gather", gather(other, failed)));
    log("other", other);
    return done();
  }
}
