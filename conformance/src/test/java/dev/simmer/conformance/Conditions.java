package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;

/** Conditions: waiting for a change with the lock given up, and held again afterwards. */
@SuppressWarnings("async")
final class Conditions extends Subject {
  private final AsyncLock lock = new AsyncLock();
  private final AsyncCondition condition = new AsyncCondition(lock);

  @Async
  private Coroutine<Void> waiter(String name) {
    try (var held = await(condition.acquire())) {
      log(name, "waits");
      await(attempt(name, waits()));
    }
    return done();
  }

  @Async
  private Coroutine<String> waits() {
    try {
      await(condition.awaitSignal());
      return done("signal");
    } finally {
      log("locked", lock.isLocked());
    }
  }

  @Scenario("A82")
  @Async
  Coroutine<Void> waitGivesTheLockUpAndTakesItAgain() {
    var task = createTask(waiter("a"));
    await(sleep(seconds(1)));
    log("locked", lock.isLocked());
    try (var held = await(condition.acquire())) {
      condition.signal();
      log("notified");
      await(sleep(seconds(1)));
      log("main releases");
    }
    await(task);
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario({"A82", "A83"})
  @Async
  Coroutine<Void> cancelDuringTheWaitComesOutWithTheLockHeld() {
    var task = createTask(waiter("a"));
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      task.cancel("stop");
      await(sleep(seconds(1)));
      log("main releases");
    }
    await(attempt("task", task));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario("A83")
  @Async
  Coroutine<Void> cancelDuringTheReacquireComesOutWithTheLockHeld() {
    var task = createTask(waiter("a"));
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      condition.signal();
      await(sleep(seconds(1)));
      task.cancel("stop");
      await(sleep(seconds(1)));
      log("main releases");
    }
    await(attempt("task", task));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario("A84")
  @Async
  Coroutine<Void> signalOfACancelledWaiterIsPassedOn() {
    var a = createTask(waiter("a"));
    var b = createTask(waiter("b"));
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      condition.signal();
      a.cancel();
    }
    await(attempt("a", a));
    await(attempt("b", b));
    return done();
  }

  @Scenario("A85")
  @Async
  Coroutine<Void> notifyWakesSoManyInOrder() {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("a", "b", "c", "d")) {
      tasks.add(createTask(waiter(name)));
    }
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      condition.signal(2);
    }
    await(sleep(seconds(1)));
    log(tasks);
    try (var held = await(condition.acquire())) {
      condition.signal(9);
    }
    await(gather(tasks));
    return done();
  }

  @Async
  private Coroutine<Void> takesItsTime(String name) {
    try (var held = await(condition.acquire())) {
      await(condition.awaitSignal());
      log(name, "woken");
      await(sleep(seconds(1)));
    }
    return done();
  }

  @Scenario("A85")
  @Async
  Coroutine<Void> notifyAllWakesAllOneAfterTheOther() {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("a", "b", "c")) {
      tasks.add(createTask(takesItsTime(name)));
    }
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      condition.signalAll();
    }
    await(gather(tasks));
    return done();
  }

  private boolean enough(List<String> stock) {
    log("stock", stock.size());
    return stock.size() >= 2;
  }

  @Async
  private Coroutine<Void> consumer(List<String> stock) {
    try (var held = await(condition.acquire())) {
      await(condition.awaitUntil(() -> enough(stock)));
      log("enough, locked", lock.isLocked());
    }
    return done();
  }

  @Scenario("A85")
  @Async
  Coroutine<Void> predicateIsTestedAgainAtEverySignal() {
    var stock = new ArrayList<String>();
    var task = createTask(consumer(stock));
    for (int pieces = 0; pieces < 3; pieces++) {
      await(sleep(seconds(1)));
      try (var held = await(condition.acquire())) {
        stock.add("piece");
        condition.signal();
      }
    }
    await(task);
    return done();
  }

  @Scenario({"A85", "A1"})
  @Async
  Coroutine<Void> predicateThatHoldsTakesNoTurn() {
    ticks(1);
    try (var held = await(condition.acquire())) {
      await(condition.awaitUntil(() -> true));
      log("went on");
    }
    await(turns(1));
    return done();
  }

  @Scenario("A86")
  @Async
  Coroutine<Void> waitAndNotifyWithoutTheLockAreRefused() {
    await(attempt("wait", condition.awaitSignal()));
    attemptRun("notify", condition::signal);
    attemptRun("notify_all", condition::signalAll);
    return done();
  }

  @Scenario("A86")
  @Async
  Coroutine<Void> conditionUsesTheLockItIsGiven() {
    var task = createTask(waiter("a"));
    await(sleep(seconds(1)));
    try (var held = await(lock.acquire())) {
      condition.signal();
      log("locked", lock.isLocked(), lock.isLocked());
    }
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> waitsForAFailure() {
    try (var held = await(condition.acquire())) {
      try {
        await(
            condition.awaitUntil(
                () -> {
                  throw new Boom("predicate");
                }));
      } finally {
        log("locked", lock.isLocked());
      }
    }
    return done();
  }

  @Scenario({"A82", "A85"})
  @Async
  Coroutine<Void> failingPredicateComesOutWithTheLockHeld() {
    await(attempt("wait", waitsForAFailure()));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario({"A84", "A96"})
  @Async
  Coroutine<Void> timeoutOfAWaitLeavesNoWaiter() {
    AsyncCallable<Void> impatient =
        () -> {
          try (var held = await(condition.acquire())) {
            try (var limit = timeout(seconds(1))) {
              await(condition.awaitSignal());
            }
          }
          return done();
        };

    await(attempt("impatient", async(impatient)));
    var task = createTask(waiter("patient"));
    await(sleep(seconds(1)));
    try (var held = await(condition.acquire())) {
      condition.signal();
    }
    await(task);
    return done();
  }
}
