package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Locks, events and conditions. Pins: A20, A75-A86. */
class LockTest extends RuntimeTest {
  private final AsyncLock lock = new AsyncLock();
  private final List<Task<?>> tasks = new ArrayList<>();

  private Task<?> start(Script<?> body) {
    Task<?> task = createTask(body);
    tasks.add(task);
    return task;
  }

  /** Takes the lock, says so, and holds it for a time. */
  private Script<Object> holder(String name, int time) {
    return script()
        .await(lock::acquire)
        .run(say(name + " in"))
        .await(() -> sleep(seconds(time)))
        .run(say(name + " out"))
        .run(lock::release);
  }

  /** A75. */
  @Test
  void lockGoesToWaitersInTheOrderTheyCame() {
    run(
        script()
            .run(() -> start(holder("a", 1)))
            .await(() -> yieldNow())
            .run(() -> start(holder("b", 1)))
            .await(() -> yieldNow())
            .run(() -> start(holder("c", 1)))
            .await(() -> sleep(seconds(9))));
    assertThat(log).containsExactly("a in", "a out", "b in", "b out", "c in", "c out");
    assertThat(lock.isLocked()).isFalse();
  }

  /** A75. */
  @Test
  void newcomerDoesNotOvertakeAWokenWaiter() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("waiter", 1)))
            .await(() -> yieldNow())
            .run(lock::release)
            .await(lock::acquire)
            .run(say("newcomer")));
    assertThat(log).containsExactly("waiter in", "waiter out", "newcomer");
  }

  /** A76. */
  @Test
  void cancelledWaiterLeavesTheQueue() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("cancelled", 1)))
            .run(() -> start(holder("next", 1)))
            .await(() -> yieldNow())
            .run(() -> tasks.get(0).cancel())
            .run(lock::release)
            .await(() -> sleep(seconds(5))));
    assertThat(log).containsExactly("next in", "next out");
  }

  /** A76. */
  @Test
  void nothingRemainsOfACancelledWaiter() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("cancelled", 1)))
            .await(() -> yieldNow())
            .run(() -> tasks.get(0).cancel())
            .run(lock::release)
            .run(() -> assertThat(lock.tryAcquire()).isNotNull()));
  }

  /** A79. */
  @Test
  void oneTaskAtATimeHoldsTheLockWhateverIsCancelled() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      AsyncLock contested = new AsyncLock();
      Box<Integer> holders = new Box<>();
      holders.set(0);
      tasks.clear();
      Script<Object> main = script();
      for (int i = 0; i < 10; i++) {
        main.run(() -> start(counted(contested, holders, random.nextInt(3))));
      }
      for (int i = 0; i < 10; i++) {
        main.await(() -> sleep(seconds(random.nextInt(2))))
            .run(() -> tasks.get(random.nextInt(10)).cancel());
      }
      run(main.await(() -> sleep(seconds(99))));
      assertThat(contested.isLocked()).isFalse();
      assertThat(holders.value).isZero();
    }
  }

  /** Holds the lock for a time, and sees that nobody else does. */
  private static Script<Object> counted(AsyncLock lock, Box<Integer> holders, int time) {
    Box<Permit> permit = new Box<>();
    return script()
        .await(lock::acquire)
        .then(acquired -> permit.set((Permit) acquired))
        .run(() -> assertThat(++holders.value).isEqualTo(1))
        .await(() -> sleep(seconds(time)))
        .otherwise(
            e -> {
              if (e instanceof CancelledError) {
                return null;
              }
              throw e;
            })
        .run(
            () -> {
              if (permit.value != null) {
                holders.value--;
                permit.value.close();
              }
            });
  }

  /** A20. */
  @Test
  void errorThrownIntoAWaitIsTheOneThatComesOut() {
    AsyncQueue<Integer> full = new AsyncQueue<>(1);
    full.offer(1);
    AsyncBarrier barrier = new AsyncBarrier(2);
    List<Script.Awaits> waits =
        List.of(
            lock::acquire,
            condition::awaitSignal,
            AsyncEvent::new,
            new AsyncSemaphore(0)::acquire,
            new AsyncQueue<>()::get,
            () -> full.put(2),
            barrier::arrive);
    for (Script.Awaits wait : waits) {
      Box<Throwable> inside = new Box<>();
      run(
          script()
              .await(lock::acquire)
              .run(
                  () ->
                      start(
                          script()
                              .await(wait)
                              .otherwise(
                                  e -> {
                                    throw inside.set(e);
                                  })))
              .await(() -> sleep(seconds(1)))
              .run(() -> tasks.get(tasks.size() - 1).cancel())
              .await(() -> tasks.get(tasks.size() - 1))
              .otherwise(
                  e -> {
                    assertThat(e).isInstanceOf(CancelledError.class).isSameAs(inside.value);
                    return log.add("seen");
                  })
              .run(lock::release));
    }
    assertThat(log).hasSize(waits.size());
  }

  /** A77. */
  @Test
  void releaseInTheTurnOfTheFirstWaitersCancelPassesTheLockOn() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("first", 1)))
            .run(() -> start(holder("second", 1)))
            .await(() -> yieldNow())
            .run(lock::release)
            .run(() -> tasks.get(0).cancel())
            .await(() -> sleep(seconds(5))));
    assertThat(log).containsExactly("second in", "second out");
    assertThat(lock.isLocked()).isFalse();
  }

  /** A78 and A79. */
  @Test
  void cancelDuringAcquireHandsLockToNextWaiter() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("first", 1)))
            .run(() -> start(holder("second", 1)))
            .run(() -> start(holder("third", 1)))
            .await(() -> yieldNow())
            .run(lock::release)
            .run(() -> tasks.get(0).cancel())
            .run(() -> tasks.get(1).cancel())
            .await(() -> sleep(seconds(5))));
    assertThat(log).containsExactly("third in", "third out");
  }

  /** A80. */
  @Test
  void releaseOfAFreeLockFails() {
    assertThatThrownBy(lock::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody holds");
  }

  /** A80. */
  @Test
  void permitReleasesOnceAndOnlyItsOwnHold() {
    Box<Permit> first = new Box<>();
    run(
        script()
            .await(lock::acquire)
            .then(permit -> first.set((Permit) permit))
            .run(() -> first.value.close())
            .run(() -> first.value.close())
            .await(lock::acquire)
            .run(() -> first.value.close())
            .run(() -> assertThat(lock.isLocked()).isTrue()));
  }

  /** A80. */
  @Test
  void lockIsReleasedWhenItsBlockThrows() {
    Box<Permit> permit = new Box<>();
    run(
        script()
            .await(lock::acquire)
            .then(acquired -> permit.set((Permit) acquired))
            .inScope(() -> permit.value, script().then(raise(new IllegalStateException("block"))))
            .otherwise(swallow()));
    assertThat(log).containsExactly("IllegalStateException: block");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void lockServesOneLoopOnly() {
    run(
        script()
            .await(lock::acquire)
            .run(() -> start(holder("waiter", 1)))
            .await(() -> yieldNow())
            .run(lock::release)
            .await(() -> sleep(seconds(2))));
    assertThatThrownBy(() -> run(script().await(lock::acquire).await(lock::acquire)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another loop");
  }

  /** A81. */
  @Test
  void eventWakesAllEvenWhenClearedBeforeTheyRun() {
    AsyncEvent event = new AsyncEvent();
    run(
        script()
            .run(() -> start(script().await(() -> event).run(say("one"))))
            .run(() -> start(script().await(() -> event).run(say("two"))))
            .await(() -> sleep(seconds(1)))
            .run(event::set)
            .run(event::clear)
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(event.isSet()).isFalse()));
    assertThat(log).containsExactlyInAnyOrder("one", "two");
  }

  /** A81. */
  @Test
  void awaitOfASetEventTakesNoTurn() {
    AsyncEvent event = new AsyncEvent();
    event.set();
    run(
        script()
            .run(() -> start(script().run(say("other"))))
            .await(() -> event)
            .run(say("first"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("first", "other");
  }

  /** A81. */
  @Test
  void cancelledAwaitLeavesTheEvent() {
    AsyncEvent event = new AsyncEvent();
    run(
        script()
            .run(() -> start(script().await(() -> event).otherwise(note())))
            .await(() -> yieldNow())
            .run(() -> tasks.get(0).cancel())
            .run(() -> assertThat(event.waiters.isEmpty()).isTrue())
            .run(event::set)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("CancelledError");
  }

  private final AsyncCondition condition = new AsyncCondition(lock);

  private Script<Object> waits(String name) {
    return script()
        .await(condition::acquire)
        .run(say(name + " waits"))
        .await(condition::awaitSignal)
        .run(() -> log.add(name + (lock.isLocked() ? " holds" : " does not hold")))
        .run(lock::release);
  }

  private Script<Object> signals(int n) {
    return script()
        .await(condition::acquire)
        .run(() -> condition.signal(n))
        .run(say("signalled " + n))
        .run(lock::release);
  }

  /** A82 and A85. */
  @Test
  void signalWakesAtMostSoManyAndTheyHoldTheLockAgain() {
    run(
        script()
            .run(() -> start(waits("a")))
            .await(() -> yieldNow())
            .run(() -> start(waits("b")))
            .await(() -> yieldNow())
            .run(() -> start(waits("c")))
            .await(() -> sleep(seconds(1)))
            .await(() -> signals(2))
            .await(() -> sleep(seconds(1)))
            .run(say("-"))
            .await(condition::acquire)
            .run(condition::signalAll)
            .run(lock::release)
            .await(() -> sleep(seconds(1))));
    assertThat(log.subList(0, 4)).containsExactly("a waits", "b waits", "c waits", "signalled 2");
    assertThat(log.subList(4, 6)).containsExactlyInAnyOrder("a holds", "b holds");
    assertThat(log.subList(6, 8)).containsExactly("-", "c holds");
  }

  /** A82 and A83. */
  @Test
  void cancelDuringTheWaitIsThrownWithTheLockHeld() {
    Box<Throwable> seen = new Box<>();
    run(
        script()
            .run(
                () ->
                    start(
                        script()
                            .await(condition::acquire)
                            .await(condition::awaitSignal)
                            .otherwise(
                                e -> {
                                  log.add(text(e) + " locked " + lock.isLocked());
                                  lock.release();
                                  throw seen.set(e);
                                })))
            .await(() -> sleep(seconds(1)))
            .await(lock::acquire)
            .run(() -> tasks.get(0).cancel("m"))
            .await(() -> sleep(seconds(1)))
            .run(say("release"))
            .run(lock::release)
            .await(() -> tasks.get(0))
            .otherwise(
                e -> {
                  assertThat(e).isSameAs(seen.value);
                  return null;
                }));
    assertThat(log).containsExactly("release", "CancelledError: m locked true");
  }

  /** A83. */
  @Test
  void cancelDuringTheReacquireIsThrownWithTheLockHeld() {
    run(
        script()
            .run(
                () ->
                    start(
                        script()
                            .await(condition::acquire)
                            .await(condition::awaitSignal)
                            .otherwise(
                                e -> {
                                  log.add(text(e) + " locked " + lock.isLocked());
                                  lock.release();
                                  throw e;
                                })))
            .await(() -> sleep(seconds(1)))
            .await(lock::acquire)
            .run(() -> condition.signal())
            .await(() -> sleep(seconds(1)))
            .run(() -> tasks.get(0).cancel("one"))
            .await(() -> sleep(seconds(1)))
            .run(() -> tasks.get(0).cancel("two"))
            .await(() -> sleep(seconds(1)))
            .run(say("release"))
            .run(lock::release)
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("release", "CancelledError: two locked true");
  }

  /** A84. */
  @Test
  void signalForACancelledWaiterGoesToAnother() {
    run(
        script()
            .run(
                () ->
                    start(
                        waits("a")
                            .otherwise(
                                e -> {
                                  log.add(text(e));
                                  lock.release();
                                  throw e;
                                })))
            .run(() -> start(waits("b")))
            .await(() -> sleep(seconds(1)))
            .await(condition::acquire)
            .run(() -> condition.signal())
            .run(() -> tasks.get(0).cancel())
            .run(lock::release)
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(tasks.get(1).isDone()).isTrue()));
    assertThat(log).contains("b holds", "CancelledError");
  }

  /** A85. */
  @Test
  void awaitUntilLooksAtItsPredicateAgain() {
    Box<Integer> stock = new Box<>();
    stock.set(0);
    run(
        script()
            .run(
                () ->
                    start(
                        script()
                            .await(condition::acquire)
                            .await(() -> condition.awaitUntil(() -> stock.value > 1))
                            .run(() -> log.add("stock " + stock.value))
                            .run(lock::release)))
            .await(() -> sleep(seconds(1)))
            .run(() -> stock.set(1))
            .await(() -> signals(1))
            .await(() -> sleep(seconds(1)))
            .run(() -> stock.set(2))
            .await(() -> signals(1))
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("signalled 1", "signalled 1", "stock 2");
  }

  /** A86. */
  @Test
  void waitAndSignalWithoutTheLockFail() {
    run(
        script()
            .await(condition::awaitSignal)
            .otherwise(
                e -> {
                  assertThat(e)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("nobody holds it");
                  return null;
                })
            .run(
                () ->
                    assertThatThrownBy(condition::signal)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("nobody holds")));
  }

  /** A86. */
  @Test
  void conditionUsesTheLockItWasGiven() {
    run(
        script()
            .await(condition::acquire)
            .run(() -> assertThat(lock.isLocked()).isTrue())
            .run(lock::release)
            .await(lock::acquire)
            .run(condition::signal)
            .run(lock::release)
            .run(say("signalled")));
    assertThat(log).containsExactly("signalled");
  }

  /** A82: the permit taken at the start still releases after a wait. */
  @Test
  void permitStillCountsAfterAWait() {
    Box<Permit> permit = new Box<>();
    run(
        script()
            .run(
                () ->
                    start(
                        script()
                            .await(condition::acquire)
                            .then(p -> permit.set((Permit) p))
                            .await(condition::awaitSignal)
                            .run(() -> permit.value.close())))
            .await(() -> sleep(seconds(1)))
            .await(() -> signals(1))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(lock.isLocked()).isFalse())
            .run(() -> assertThat(currentTask().isDone()).isFalse()));
  }
}
