package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * The permits of a semaphore and those who wait for one.
 *
 * <p>A release takes the permit for the first waiter at once. A woken waiter stays in the queue
 * until it runs, so that a newcomer does not overtake it.
 */
final class PermitPool {
  private final String owner;
  private final WaitQueue waiters;
  private int permits;

  PermitPool(String owner, int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException(
          "a semaphore starts with zero permits or more, not with " + permits);
    }
    this.owner = owner;
    this.permits = permits;
    this.waiters = new WaitQueue(owner);
  }

  int permits() {
    return permits;
  }

  boolean isLocked() {
    return permits == 0 || !waiters.isEmpty();
  }

  Coroutine<Permit> acquire() {
    return new Acquire(this);
  }

  void release() {
    waiters.checkThread();
    permits++;
    wakeNext();
  }

  private boolean wakeNext() {
    QueuedLeaf<?> next = waiters.firstParked();
    if (next == null) {
      return false;
    }
    permits--;
    next.wake();
    return true;
  }

  /**
   * Wakes as many as there are permits for, after one left the queue that newcomers waited behind.
   */
  private void wakeAffordable() {
    while (permits > 0 && wakeNext()) {}
  }

  private static final class Held implements Permit {
    private @Nullable PermitPool pool;

    Held(PermitPool pool) {
      this.pool = pool;
    }

    @Override
    public void close() {
      PermitPool from = pool;
      if (from != null) {
        pool = null;
        from.release();
      }
    }
  }

  private static final class Acquire extends QueuedLeaf<Permit> {
    private final PermitPool pool;

    Acquire(PermitPool pool) {
      super(pool.waiters);
      this.pool = pool;
    }

    @Override
    @Nullable Object begin(Loop loop) {
      if (pool.isLocked()) {
        return parkInQueue(loop);
      }
      pool.permits--;
      return new Held(pool);
    }

    @Override
    Object end(Loop loop) {
      queue.remove(this);
      pool.wakeAffordable();
      return new Held(pool);
    }

    @Override
    void cancelled(boolean woken) {
      queue.remove(this);
      if (woken) {
        pool.permits++;
      }
      pool.wakeAffordable();
    }

    @Override
    protected String label() {
      return "a permit of " + pool.owner;
    }
  }
}
