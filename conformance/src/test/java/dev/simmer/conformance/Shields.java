package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;

/** shield: what a cancel does not reach. */
@SuppressWarnings("async")
final class Shields extends Subject {
  @Async
  private Coroutine<String> work(long seconds, String value) {
    try {
      await(sleep(seconds(seconds)));
      log("work ends");
      return done(value);
    } catch (CancelledError e) {
      log("work is cancelled");
      throw e;
    }
  }

  private Coroutine<String> work(long seconds) {
    return work(seconds, "worked");
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> valueAndFailurePassThrough() {
    AsyncCallable<Void> fails =
        () -> {
          await(sleep(seconds(1)));
          throw new Boom("inner");
        };

    await(attempt("value", shield(work(1))));
    await(attempt("failure", shield(async(fails))));
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> shieldOfWhatHasEndedTakesNoTurn() {
    var inner = createTask(work(0));
    await(inner);
    ticks(1);
    await(attempt("shield", shield(inner)));
    await(turns(1));
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> shieldEndsATurnAfterItsInnerAndItsAwaiterAnother() {
    var inner = new Promise<Integer>();
    var shield = shield(inner);
    inner.onDone(
        f -> {
          log("inner ended");
          ticks(3);
        });
    shield.onDone(f -> log("shield ended"));
    runningLoop().callSoon(() -> inner.complete(1));
    await(shield);
    log("awaiter");
    await(turns(3));
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> cancelOfTheOuterLeavesTheInnerRunning() {
    var inner = createTask(work(3));
    var task = createTask(() -> done(await(shield(inner))));
    await(sleep(seconds(1)));
    task.cancel("stop");
    await(attempt("outer", task));
    log("inner", inner);
    await(attempt("inner", inner));
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> cancelOfTheInnerPassesThrough() {
    var inner = createTask(work(9));
    var shield = shield(inner);
    await(sleep(seconds(1)));
    inner.cancel();
    await(attempt("shield", shield));
    log("cancelled", shield.isCancelled(), "main cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> shieldGivenACoroutineMakesItATaskAtOnce() {
    log("before");
    var shield = shield(work(1));
    await(sleep(seconds(3)));
    log("shield", shield);
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> cancelledShieldHearsNoMoreOfItsInner() {
    var inner = createTask(work(2));
    var shield = shield(inner);
    shield.onDone(f -> log("shield", f));
    await(sleep(seconds(1)));
    log("cancel", shield.cancel(), "again", shield.cancel());
    await(sleep(seconds(2)));
    log("shield", shield, "inner", inner);
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> shieldInAGatherSavesTheInner() {
    var inner = createTask(work(3));
    var task = createTask(() -> done(await(gather(shield(inner), work(9)))));
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("outer", task));
    await(attempt("inner", inner));
    return done();
  }

  @Scenario("A142")
  @Async
  Coroutine<Void> shieldAroundAGatherSavesIt() {
    var inner = gather(work(2, "a"), work(3, "b"));
    var task = createTask(() -> done(await(shield(inner))));
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("outer", task));
    await(attempt("inner", inner));
    return done();
  }

  @Scenario({"A142", "A2"})
  @Async
  Coroutine<Void> cleanupMayBeShieldedFromASecondCancel() {
    AsyncCallable<Void> main =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            var cleanup = createTask(work(3));
            try {
              await(shield(cleanup));
            } catch (CancelledError e) {
              log("second", e);
              await(cleanup);
              throw e;
            }
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel("one");
    await(sleep(seconds(1)));
    task.cancel("two");
    await(attempt("task", task));
    return done();
  }
}
