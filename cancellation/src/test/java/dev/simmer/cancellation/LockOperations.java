package dev.simmer.cancellation;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncBarrier;
import dev.simmer.AsyncCondition;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncLock;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Awaitable;
import dev.simmer.BoundedSemaphore;
import dev.simmer.Coroutine;
import dev.simmer.Permit;
import dev.simmer.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.stream.IntStream;

/** Locks, semaphores, events, conditions, barriers. */
final class LockOperations {
  private LockOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("lock", HeldLock::new, "AsyncLock.acquire()"),
        Operation.of("semaphore", () -> new TakenSemaphore(1), "AsyncSemaphore.acquire()"),
        Operation.of("semaphore of three", () -> new TakenSemaphore(3)),
        Operation.of("bounded semaphore", TakenBounded::new, "BoundedSemaphore.acquire()"),
        Operation.of("event", UnsetEvent::new),
        Operation.of("condition, acquire", HeldCondition::new, "AsyncCondition.acquire()"),
        Operation.of("condition, awaitSignal", () -> new Signal(0), "AsyncCondition.awaitSignal()"),
        Operation.of("condition, awaitSignal, lock comes late", () -> new Signal(3)),
        Operation.of(
            "condition, awaitUntil",
            () -> new Stock(0),
            "AsyncCondition.awaitUntil(BooleanSupplier)"),
        Operation.of("condition, awaitUntil, lock comes late", () -> new Stock(3)),
        Operation.of("barrier", FillingBarrier::new, "AsyncBarrier.arrive()"),
        Operation.of("barrier, abort", () -> new BreakingBarrier(false)),
        Operation.of("barrier, reset", () -> new BreakingBarrier(true)));
  }

  @Async
  private static <T> Coroutine<Void> together(List<Coroutine<T>> round) {
    await(gather(round));
    return done();
  }

  private static final class HeldLock extends World {
    private final AsyncLock lock = new AsyncLock();
    private Permit held;

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    @Async
    Coroutine<Void> setUp() {
      held = await(lock.acquire());
      return done();
    }

    @Override
    Awaitable<?> call() {
      return lock.acquire();
    }

    @Override
    void happen() {
      held.close();
    }

    @Override
    void giveBack(Object permit) {
      ((Permit) permit).close();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(lock.isLocked()).as("the lock is held").isFalse();
      await(atOnce(lock.acquire())).close();
      return done();
    }
  }

  private static final class TakenSemaphore extends World {
    private final int permits;
    private final AsyncSemaphore semaphore;
    private final List<Permit> taken = new ArrayList<>();

    TakenSemaphore(int permits) {
      this.permits = permits;
      this.semaphore = new AsyncSemaphore(permits);
    }

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    @Async
    Coroutine<Void> setUp() {
      while (!semaphore.isLocked()) {
        taken.add(await(semaphore.acquire()));
      }
      return done();
    }

    @Override
    Awaitable<?> call() {
      return semaphore.acquire();
    }

    @Override
    void happen() {
      taken.remove(0).close();
    }

    @Override
    void giveBack(Object permit) {
      ((Permit) permit).close();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      taken.add(await(atOnce(semaphore.acquire())));
      assertThat(semaphore.isLocked()).as("all permits are taken").isTrue();
      for (Permit each : taken) {
        each.close();
      }
      for (int i = 0; i < permits; i++) {
        await(atOnce(semaphore.acquire()));
      }
      assertThat(semaphore.isLocked()).as("all permits are taken").isTrue();
      return done();
    }
  }

  private static final class TakenBounded extends World {
    private final BoundedSemaphore semaphore = new BoundedSemaphore(1);
    private Permit held;

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    @Async
    Coroutine<Void> setUp() {
      held = await(semaphore.acquire());
      return done();
    }

    @Override
    Awaitable<?> call() {
      return semaphore.acquire();
    }

    @Override
    void happen() {
      held.close();
    }

    @Override
    void giveBack(Object permit) {
      ((Permit) permit).close();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      await(atOnce(semaphore.acquire()));
      assertThat(semaphore.isLocked()).as("all permits are taken").isTrue();
      semaphore.release();
      return done();
    }
  }

  private static final class UnsetEvent extends World {
    private final AsyncEvent event = new AsyncEvent();

    @Override
    Awaitable<?> call() {
      return event;
    }

    @Override
    void happen() {
      event.set();
    }
  }

  private static final class HeldCondition extends World {
    private final AsyncCondition condition = new AsyncCondition();
    private Permit held;

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    @Async
    Coroutine<Void> setUp() {
      held = await(condition.acquire());
      return done();
    }

    @Override
    Awaitable<?> call() {
      return condition.acquire();
    }

    @Override
    void happen() {
      held.close();
    }

    @Override
    void giveBack(Object permit) {
      ((Permit) permit).close();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      await(atOnce(condition.acquire())).close();
      return done();
    }
  }

  /** A condition that the event signals once, holding its lock for some turns. */
  private static class Signal extends World {
    private final int turns;
    final AsyncLock lock = new AsyncLock();
    final AsyncCondition condition = new AsyncCondition(lock);
    private final List<Task<Void>> signallers = new ArrayList<>();

    Signal(int turns) {
      this.turns = turns;
    }

    @Override
    Serves serves() {
      return Serves.ONE_AT_LEAST;
    }

    @Override
    Awaitable<?> call() {
      return signalled();
    }

    @Async
    private Coroutine<String> signalled() {
      try (var permit = await(condition.acquire())) {
        await(condition.awaitSignal());
        assertThat(lock.isLocked()).as("the lock is back").isTrue();
      }
      return done("signalled");
    }

    @Override
    void happen() {
      signallers.add(createTask("signaller", signaller()));
    }

    @Async
    private Coroutine<Void> signaller() {
      try (var permit = await(condition.acquire())) {
        makeTrue();
        condition.signal();
        for (int turn = 0; turn < turns; turn++) {
          await(yieldNow());
        }
      }
      return done();
    }

    void makeTrue() {}

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(lock.isLocked()).as("the lock is held").isFalse();
      Task<String> next = createTask("next", signalled());
      await(settled());
      assertThat(next.isDone()).as("a signal is left over").isFalse();
      await(atOnce(signaller()));
      await(settled());
      assertThat(next.isDone()).as("the next signal arrives").isTrue();
      return done();
    }
  }

  /** One item, for one that waits until there is one. */
  private static final class Stock extends Signal {
    private int items;

    Stock(int turns) {
      super(turns);
    }

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    Awaitable<?> call() {
      return taking();
    }

    @Async
    private Coroutine<String> taking() {
      try (var permit = await(condition.acquire())) {
        await(condition.awaitUntil(() -> items > 0));
        assertThat(lock.isLocked()).as("the lock is back").isTrue();
        items--;
      }
      return done("taken");
    }

    @Override
    void makeTrue() {
      items++;
    }

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(served + items).as("taken and left").isEqualTo(1);
      items++;
      await(atOnce(taking()));
      return done();
    }
  }

  /** A barrier for one more than wait, at which the event lets enough others arrive. */
  private static final class FillingBarrier extends World {
    private AsyncBarrier barrier;
    private final List<Task<Void>> others = new ArrayList<>();

    @Override
    Coroutine<Void> setUp() {
      barrier = new AsyncBarrier(calls + 1);
      return done();
    }

    @Override
    Awaitable<?> call() throws Exception {
      return barrier.arrive();
    }

    @Override
    void happen() {
      for (int i = 0; i <= calls; i++) {
        others.add(createTask("another", () -> arriving()));
      }
    }

    @Async
    private Coroutine<Void> arriving() {
      try {
        await(barrier.arrive());
      } catch (BrokenBarrierException aborted) {
        return done();
      }
      return done();
    }

    @Override
    @Async
    Coroutine<Void> dismiss() {
      barrier.abort();
      await(waitAll(others));
      barrier.reset();
      return done();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      var round =
          IntStream.rangeClosed(0, calls).mapToObj(i -> async(() -> barrier.arrive())).toList();
      await(atOnce(together(round)));
      assertThat(barrier.isBroken()).isFalse();
      return done();
    }
  }

  /** A barrier that the event breaks. */
  private static final class BreakingBarrier extends World {
    private final boolean resets;
    private AsyncBarrier barrier;

    BreakingBarrier(boolean resets) {
      this.resets = resets;
    }

    @Override
    Coroutine<Void> setUp() {
      barrier = new AsyncBarrier(calls + 1);
      return done();
    }

    @Override
    @Async
    Coroutine<String> call() {
      try {
        await(barrier.arrive());
        return done("full");
      } catch (BrokenBarrierException broken) {
        return done("broken");
      }
    }

    @Override
    void happen() {
      if (resets) {
        barrier.reset();
      } else {
        barrier.abort();
      }
    }

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(barrier.isBroken()).isEqualTo(!resets);
      barrier.reset();
      var round =
          IntStream.rangeClosed(0, calls).mapToObj(i -> async(() -> barrier.arrive())).toList();
      await(atOnce(together(round)));
      return done();
    }
  }
}
