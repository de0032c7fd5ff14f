package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** Semaphores and barriers. */
@SuppressWarnings("async")
final class Semaphores extends Subject {
  @Async
  private Coroutine<Void> worker(AsyncSemaphore semaphore, String name) {
    try (var permit = await(semaphore.acquire())) {
      log(name, "works");
      await(sleep(seconds(1)));
    }
    return done();
  }

  private List<Task<Void>> workers(AsyncSemaphore semaphore, String... names) {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : names) {
      tasks.add(createTask(worker(semaphore, name)));
    }
    return tasks;
  }

  @Scenario("A87")
  @Async
  Coroutine<Void> soManyWorkAtOnceInOrder() {
    await(gather(workers(new AsyncSemaphore(2), "a", "b", "c", "d", "e")));
    return done();
  }

  @Scenario({"A87", "A1"})
  @Async
  Coroutine<Void> freePermitTakesNoTurn() {
    var semaphore = new AsyncSemaphore(1);
    ticks(1);
    try (var permit = await(semaphore.acquire())) {
      log("held, locked", semaphore.isLocked());
    }
    log("released, locked", semaphore.isLocked());
    await(turns(1));
    return done();
  }

  @Scenario("A87")
  @Async
  Coroutine<Void> cancelledWaitersAreSkipped() {
    var semaphore = new AsyncSemaphore(1);
    var tasks = workers(semaphore, "a", "b", "c", "d");
    await(sleep(millis(500)));
    tasks.get(1).cancel();
    tasks.get(2).cancel();
    await(waitAll(tasks));
    log(tasks, "locked", semaphore.isLocked());
    return done();
  }

  @Scenario("A87")
  @Async
  Coroutine<Void> permitOfAWokenAndCancelledWaiterGoesToTheNext() {
    var semaphore = new AsyncSemaphore(0);
    var tasks = workers(semaphore, "a", "b");
    await(sleep(seconds(1)));
    semaphore.release();
    tasks.get(0).cancel();
    ticks(3);
    await(attempt("a", tasks.get(0)));
    await(attempt("b", tasks.get(1)));
    log("locked", semaphore.isLocked());
    return done();
  }

  @Scenario("A87")
  @Async
  Coroutine<Void> releaseAfterTheCancelOfTheOnlyWaiterKeepsItsPermit() {
    var semaphore = new AsyncSemaphore(0);
    var a = workers(semaphore, "a").get(0);
    await(sleep(seconds(1)));
    a.cancel();
    semaphore.release();
    await(attempt("a", a));
    log("locked", semaphore.isLocked());
    await(worker(semaphore, "b"));
    return done();
  }

  @Scenario("A88")
  @Async
  Coroutine<Void> newcomerDoesNotOvertakeTheWaiters() {
    var semaphore = new AsyncSemaphore(0);
    var tasks = workers(semaphore, "a", "b");
    await(sleep(seconds(1)));
    semaphore.release();
    semaphore.release();
    semaphore.release();
    log("locked", semaphore.isLocked());
    await(worker(semaphore, "newcomer"));
    await(gather(tasks));
    return done();
  }

  @Scenario("A88")
  @Async
  Coroutine<Void> releasesWakeTheWaitersInOrder() {
    var semaphore = new AsyncSemaphore(0);
    var tasks = workers(semaphore, "a", "b", "c");
    await(sleep(seconds(1)));
    ticks(2);
    semaphore.release();
    semaphore.release();
    await(turns(2));
    semaphore.release();
    await(gather(tasks));
    return done();
  }

  @Scenario("A89")
  @Async
  Coroutine<Void> boundedSemaphoreRefusesAReleaseTooMany() {
    var semaphore = new BoundedSemaphore(1);
    try (var permit = await(semaphore.acquire())) {
      log("held");
    }
    attemptRun("release", semaphore::release);
    return done();
  }

  @Async
  private Coroutine<Void> party(AsyncBarrier barrier, String name, long seconds)
      throws BrokenBarrierException {
    await(sleep(seconds(seconds)));
    await(attempt(name, barrier.arrive()));
    return done();
  }

  @Scenario("A90")
  @Async
  Coroutine<Void> partiesLeaveTogetherWithTheirIndices() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(3);
    await(gather(party(barrier, "a", 0), party(barrier, "b", 1), party(barrier, "c", 2)));
    return done();
  }

  @Scenario("A90")
  @Async
  Coroutine<Void> lastPartyDoesNotWait() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(2);
    var task = createTask(party(barrier, "a", 0));
    await(sleep(seconds(1)));
    ticks(3);
    await(party(barrier, "last", 0));
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> rounds(AsyncBarrier barrier, String name, long seconds)
      throws BrokenBarrierException {
    for (int number = 1; number <= 3; number++) {
      await(sleep(seconds(seconds)));
      await(barrier.arrive());
      log(name, "round", number);
    }
    return done();
  }

  @Scenario("A90")
  @Async
  Coroutine<Void> barrierIsReusable() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(2);
    await(gather(rounds(barrier, "a", 1), rounds(barrier, "b", 2)));
    return done();
  }

  @Scenario("A91")
  @Async
  Coroutine<Void> arrivalDuringTheDrainingWaitsForTheNextRound() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(2);
    await(
        gather(
            party(barrier, "a", 0),
            party(barrier, "b", 0),
            party(barrier, "c", 0),
            party(barrier, "d", 0)));
    log("broken", barrier.isBroken());
    return done();
  }

  @Scenario("A91")
  @Async
  Coroutine<Void> cancelledPartyDoesNotBlockTheRest() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(2);
    var a = createTask(party(barrier, "a", 0));
    await(sleep(seconds(1)));
    a.cancel();
    await(sleep(seconds(1)));
    await(gather(party(barrier, "b", 0), party(barrier, "c", 1)));
    log("broken", barrier.isBroken());
    return done();
  }

  @Scenario("A92")
  @Async
  Coroutine<Void> resetBreaksThoseWhoWaitAndStartsAnew() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(3);
    var a = createTask(party(barrier, "a", 0));
    var b = createTask(party(barrier, "b", 0));
    await(sleep(seconds(1)));
    barrier.reset();
    await(gather(a, b));
    log("broken", barrier.isBroken());
    await(gather(party(barrier, "c", 0), party(barrier, "d", 0), party(barrier, "e", 0)));
    return done();
  }

  @Scenario("A92")
  @Async
  Coroutine<Void> abortBreaksAllUntilTheReset() throws BrokenBarrierException {
    var barrier = new AsyncBarrier(2);
    var a = createTask(party(barrier, "a", 0));
    await(sleep(seconds(1)));
    barrier.abort();
    await(a);
    log("broken", barrier.isBroken());
    await(party(barrier, "late", 0));
    barrier.reset();
    log("broken", barrier.isBroken());
    await(gather(party(barrier, "b", 0), party(barrier, "c", 0)));
    return done();
  }
}
