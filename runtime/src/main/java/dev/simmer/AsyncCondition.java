package dev.simmer;

import static java.util.Objects.requireNonNull;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that hold a lock wait until another says that something changed.
 *
 * <pre>{@code
 * try (Permit permit = await(changed.acquire())) {
 *   await(changed.awaitUntil(() -> stock > 0));
 *   stock--;
 * }
 * }</pre>
 *
 * <p>A wait gives the lock up and always holds it again when it ends, by value, exception or
 * cancel. It may end without a signal, so wait for a predicate. Belongs to the loop that first
 * waits for it. Mirrors {@code asyncio.Condition}.
 */
public final class AsyncCondition {
  private final AsyncLock lock;
  private final WaitQueue waiters = new WaitQueue("an AsyncCondition");
  private final QueueWait signal = new QueueWait.Plain(waiters, SignalWait.LABEL);

  /** Creates a condition with a lock of its own; may be called anywhere. */
  public AsyncCondition() {
    this(new AsyncLock());
  }

  /**
   * Creates a condition over a lock that others use too; may be called anywhere.
   *
   * @param lock the lock
   */
  public AsyncCondition(AsyncLock lock) {
    this.lock = requireNonNull(lock, "an AsyncCondition needs a lock");
  }

  /**
   * Waits for the lock; suspends and is cancelled like {@link AsyncLock#acquire}.
   *
   * @return a coroutine that yields the lock's hold, to be closed
   */
  public Coroutine<Permit> acquire() {
    return lock.acquire();
  }

  /**
   * Gives up the lock, waits for a signal, and takes the lock again.
   *
   * <p>Suspends. A cancel is thrown once the lock is held again, and a signal that was on its way
   * goes to the next waiter.
   *
   * @return a coroutine that ends with the lock held; throws {@link IllegalStateException} when it
   *     is not held at the start
   */
  public Coroutine<Void> awaitSignal() {
    return new SignalWait(this, null);
  }

  /**
   * Waits for signals until a predicate holds, and not at all when it does; otherwise like {@link
   * #awaitSignal}.
   *
   * @param predicate looked at with the lock held
   * @return a coroutine that ends with the lock held
   */
  public Coroutine<Void> awaitUntil(BooleanSupplier predicate) {
    return new SignalWait(this, requireNonNull(predicate, "awaitUntil(...) needs a predicate"));
  }

  /**
   * Wakes the task that has waited longest. Does not suspend. Mirrors {@code notify}.
   *
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signal() {
    signal(1);
  }

  /**
   * Wakes the tasks that have waited longest. Does not suspend.
   *
   * @param n how many at most
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signal(int n) {
    waiters.checkThread();
    if (!lock.isLocked()) {
      throw new IllegalStateException(
          "signal was called on an AsyncCondition whose lock nobody holds. Acquire the condition first: try (var permit ="
              + " await(condition.acquire())).");
    }
    wake(n);
  }

  /**
   * Wakes all tasks that wait. Does not suspend. Mirrors {@code notify_all}.
   *
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signalAll() {
    signal(Integer.MAX_VALUE);
  }

  private void wake(int n) {
    for (int i = 0; i < n && waiters.wakeFirst(); i++) {}
  }

  /** Lends the lock, waits for a signal, and gets the lock back whatever happens. */
  private static final class SignalWait extends Frame<Void> {
    private static final int SIGNALLED = 2;
    private static final int RELOCKED = 3;
    private static final String LABEL = "the signal of a condition";

    private final AsyncCondition condition;
    private final @Nullable BooleanSupplier predicate;
    private @Nullable Permit lent;
    private @Nullable Throwable thrown;

    SignalWait(AsyncCondition condition, @Nullable BooleanSupplier predicate) {
      this.condition = condition;
      this.predicate = predicate;
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      int depth = trampoline.depth;
      int from = point;
      point = RUNNING;
      if (from == SIGNALLED || from == RELOCKED) {
        boolean locked = received(trampoline, from);
        if (!locked && !relock(trampoline, depth)) {
          return null;
        }
        finishWait();
        if (predicate == null) {
          return null;
        }
      }
      if (predicate == null || !predicate.getAsBoolean()) {
        lent = condition.lock.lend();
        condition.signal.park((Loop) trampoline, null);
        point = SIGNALLED;
        trampoline.suspend(this);
        return null;
      }
      return null;
    }

    /** Takes what the wait brought; true when that was the lock. */
    private boolean received(Trampoline trampoline, int from) {
      try {
        trampoline.take();
        return from == RELOCKED;
      } catch (Throwable e) {
        thrown = e;
        return false;
      }
    }

    /** Takes the lock; false when that has to wait. */
    private boolean relock(Trampoline trampoline, int depth) throws Throwable {
      Trampoline.await(condition.lock.acquire(), trampoline, depth);
      if (trampoline.suspended == null) {
        return true;
      }
      point = RELOCKED;
      trampoline.suspend(this);
      return false;
    }

    private void finishWait() throws Throwable {
      if (lent != null) {
        condition.lock.restore(lent);
        lent = null;
      }
      if (thrown != null) {
        // The signal may have been for this task, so another gets one; a wake-up without a signal
        // is allowed.
        condition.wake(1);
        throw thrown;
      }
    }

    @Override
    protected String label() {
      return LABEL;
    }
  }
}
