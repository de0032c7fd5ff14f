package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Lets one task at a time into a section that awaits.
 *
 * <pre>{@code
 * try (Permit permit = await(lock.acquire())) {
 *   await(save(document));
 * }
 * }</pre>
 *
 * <p>Fair: waiters get it in the order they came, and a newcomer does not overtake one that has
 * been woken. Code between two awaits needs no lock. Not reentrant. Belongs to the loop that first
 * waits for it. Mirrors {@code asyncio.Lock}.
 */
public final class AsyncLock {
  private final WaitQueue waiters = new WaitQueue("an AsyncLock");
  private final QueueWait acquiring = new Acquiring();
  private @Nullable Permit holder;

  /** Whether a woken task is on its way to take the lock, whom nobody overtakes. */
  private boolean promised;

  /** Creates a free lock; may be called anywhere. */
  public AsyncLock() {}

  /**
   * Waits for the lock.
   *
   * <p>Suspends while another task holds it; cancelling the wait leaves the lock to the next
   * waiter. Awaiting this when the lock is free takes no turn of the loop.
   *
   * @return a coroutine that yields the lock's hold, to be closed
   */
  public Coroutine<Permit> acquire() {
    return acquiring.coroutine(null);
  }

  /**
   * Releases the lock and wakes the next waiter. Does not suspend. Closing the {@link Permit} is
   * the usual way.
   *
   * @throws IllegalStateException when nobody holds it
   */
  public void release() {
    waiters.checkThread();
    if (holder == null) {
      throw new IllegalStateException(
          "release() was called on an AsyncLock that nobody holds. Close the Permit of acquire() instead, which releases"
              + " once.");
    }
    holder = null;
    wakeFirst();
  }

  /**
   * Says whether a task holds the lock. Does not suspend.
   *
   * @return true between acquiring and releasing
   */
  public boolean isLocked() {
    return holder != null;
  }

  /** Takes the lock when nobody holds it or waits for it; null otherwise. */
  @Nullable Permit tryAcquire() {
    return holder == null && !promised && waiters.isEmpty() ? take() : null;
  }

  /** Gives the lock up for a while; its hold comes back with {@link #restore}. */
  Permit lend() {
    Permit held = holder;
    if (held == null) {
      throw new IllegalStateException(
          "awaitSignal() and awaitUntil(...) give up the condition's lock while they wait, and nobody holds it. Acquire"
              + " the condition first: try (var permit = await(condition.acquire())).");
    }
    release();
    return held;
  }

  /** Makes a lent hold the one that counts again, in place of the one that was acquired since. */
  void restore(Permit lent) {
    holder = lent;
  }

  private Permit take() {
    Holder taken = new Holder(this);
    holder = taken;
    return taken;
  }

  /** Promises the lock to the first waiter, unless somebody has such a promise. */
  private void wakeFirst() {
    if (!promised) {
      promised = waiters.wakeFirst();
    }
  }

  private static final class Holder implements Permit {
    private final AsyncLock lock;

    Holder(AsyncLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() {
      if (lock.holder == this) {
        lock.release();
      }
    }
  }

  private final class Acquiring extends QueueWait {
    Acquiring() {
      super(waiters);
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) {
      Permit free = tryAcquire();
      return free != null ? free : NOT_YET;
    }

    @Override
    Object end(Loop loop) {
      promised = false;
      return take();
    }

    @Override
    void cancelled(boolean woken) {
      if (woken) {
        promised = false;
      }
      if (holder == null) {
        wakeFirst();
      }
    }

    @Override
    String label() {
      return "a lock";
    }
  }
}
