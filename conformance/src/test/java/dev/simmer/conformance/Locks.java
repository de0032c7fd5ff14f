package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;

/** Locks and events: who is woken, and in which order. */
@SuppressWarnings("async")
final class Locks extends Subject {
  @Async
  private Coroutine<Void> holder(AsyncLock lock, String name, long seconds) {
    try (var held = await(lock.acquire())) {
      log(name, "holds");
      await(sleep(seconds(seconds)));
    }
    log(name, "released");
    return done();
  }

  private List<Task<Void>> holders(AsyncLock lock, long seconds, String... names) {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : names) {
      tasks.add(createTask(holder(lock, name, seconds)));
    }
    return tasks;
  }

  @Scenario("A75")
  @Async
  Coroutine<Void> lockGoesToItsWaitersInOrder() {
    var lock = new AsyncLock();
    await(gather(holders(lock, 1, "a", "b", "c")));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario({"A75", "A1"})
  @Async
  Coroutine<Void> freeLockTakesNoTurn() {
    var lock = new AsyncLock();
    ticks(1);
    try (var held = await(lock.acquire())) {
      log("held", lock.isLocked());
    }
    log("released", lock.isLocked());
    await(turns(1));
    return done();
  }

  @Scenario("A75")
  @Async
  Coroutine<Void> newcomerDoesNotOvertakeAWokenWaiter() {
    var lock = new AsyncLock();
    await(lock.acquire());
    holders(lock, 1, "waiter");
    await(yieldNow());
    lock.release();
    log("released, locked", lock.isLocked());
    await(holder(lock, "newcomer", 1));
    return done();
  }

  @Scenario("A76")
  @Async
  Coroutine<Void> cancelledWaiterLeavesTheQueue() {
    var lock = new AsyncLock();
    await(lock.acquire());
    var tasks = holders(lock, 1, "a", "b", "c");
    await(sleep(seconds(1)));
    tasks.get(1).cancel();
    await(attempt("b", tasks.get(1)));
    lock.release();
    await(gather(tasks.get(0), tasks.get(2)));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario("A77")
  @Async
  Coroutine<Void> releaseInTheTurnOfACancelPassesTheLockOn() {
    var lock = new AsyncLock();
    await(lock.acquire());
    var a = createTask(lock.acquire());
    var b = createTask(lock.acquire());
    await(sleep(seconds(1)));
    a.cancel();
    lock.release();
    await(yieldNow());
    logUnlike(
        "a cancelled waiter leaves the queue at once, so that the release finds the next one;"
            + " asyncio's lock, and nothing else there, passes it on when the cancelled one has run",
        "a turn later, locked no",
        "a turn later, locked yes",
        "a turn later, locked",
        lock.isLocked());
    await(attempt("a", a));
    await(b);
    log("in the end, locked", lock.isLocked());
    return done();
  }

  @Scenario({"A77", "A78"})
  @Async
  Coroutine<Void> waiterCancelledAfterItsWakeupHandsTheLockOn() {
    var lock = new AsyncLock();
    await(lock.acquire());
    var tasks = holders(lock, 1, "a", "b");
    await(sleep(seconds(1)));
    lock.release();
    tasks.get(0).cancel();
    ticks(3);
    await(attempt("a", tasks.get(0)));
    await(tasks.get(1));
    log("locked", lock.isLocked());
    return done();
  }

  @Async
  private Coroutine<Void> enters(AsyncLock lock, List<String> holders, String name) {
    try (var held = await(lock.acquire())) {
      holders.add(name);
      log(name, "holds, holders", holders.size());
      await(sleep(seconds(1)));
      holders.remove(name);
    }
    return done();
  }

  @Scenario("A79")
  @Async
  Coroutine<Void> racesLeaveOneHolder() {
    var lock = new AsyncLock();
    var holders = new ArrayList<String>();
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("a", "b", "c", "d", "e")) {
      tasks.add(createTask(enters(lock, holders, name)));
    }
    await(sleep(millis(500)));
    tasks.get(1).cancel();
    await(sleep(millis(500)));
    tasks.get(2).cancel();
    tasks.get(3).cancel();
    await(waitAll(tasks));
    log(tasks, "locked", lock.isLocked());
    return done();
  }

  @Scenario("A80")
  @Async
  Coroutine<Void> releaseOfAFreeLockIsRefused() {
    attemptRun("release", new AsyncLock()::release);
    return done();
  }

  @Async
  private Coroutine<Void> failsInside(AsyncLock lock) {
    try (var held = await(lock.acquire())) {
      throw new Boom("inside");
    }
  }

  @Scenario("A80")
  @Async
  Coroutine<Void> lockIsReleasedWhenItsBlockRaises() {
    var lock = new AsyncLock();
    await(attempt("block", failsInside(lock)));
    log("locked", lock.isLocked());
    return done();
  }

  @Scenario({"A80", "A2"})
  @Async
  Coroutine<Void> lockIsReleasedWhenItsHolderIsCancelled() {
    var lock = new AsyncLock();
    var tasks = holders(lock, 5, "a", "b");
    await(sleep(seconds(1)));
    ticks(3);
    tasks.get(0).cancel();
    await(attempt("a", tasks.get(0)));
    await(tasks.get(1));
    return done();
  }

  @Async
  private Coroutine<Void> waiter(AsyncEvent event, String name) {
    await(event);
    log(name, "goes on");
    return done();
  }

  @Scenario("A81")
  @Async
  Coroutine<Void> eventWakesAllInOrder() {
    var event = new AsyncEvent();
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("a", "b", "c")) {
      tasks.add(createTask(waiter(event, name)));
    }
    await(sleep(seconds(1)));
    ticks(3);
    event.set();
    log("set", event.isSet());
    await(gather(tasks));
    return done();
  }

  @Scenario({"A81", "A1"})
  @Async
  Coroutine<Void> waitOnASetEventTakesNoTurn() {
    var event = new AsyncEvent();
    event.set();
    ticks(1);
    await(event);
    log("went on");
    await(turns(1));
    return done();
  }

  @Scenario("A81")
  @Async
  Coroutine<Void> clearDoesNotTakeAWakeupBack() {
    var event = new AsyncEvent();
    var a = createTask(waiter(event, "a"));
    await(sleep(seconds(1)));
    event.set();
    event.clear();
    var b = createTask(waiter(event, "b"));
    await(a);
    log("a", a, "b", b);
    event.set();
    await(b);
    return done();
  }

  @Scenario("A81")
  @Async
  Coroutine<Void> cancelledWaiterOfAnEventDisturbsNoOther() {
    var event = new AsyncEvent();
    var a = createTask(waiter(event, "a"));
    var b = createTask(waiter(event, "b"));
    await(sleep(seconds(1)));
    event.set();
    a.cancel();
    await(attempt("a", a));
    await(attempt("b", b));
    return done();
  }
}
