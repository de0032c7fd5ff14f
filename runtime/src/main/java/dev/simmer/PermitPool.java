package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * The permits of a semaphore and those who wait for one.
 *
 * <p>A release takes the permit for the first waiter at once, and newcomers wait until that one has
 * run, so that they do not overtake it.
 */
final class PermitPool {
  private final String owner;
  private final WaitQueue waiters;
  private final QueueWait acquiring;
  private int permits;

  /** How many woken tasks are on their way to the permits that were taken for them. */
  private int promised;

  PermitPool(String owner, int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException(
          "a semaphore starts with zero permits or more, not with " + permits);
    }
    this.owner = owner;
    this.permits = permits;
    this.waiters = new WaitQueue(owner);
    this.acquiring = new Acquiring();
  }

  int permits() {
    return permits;
  }

  boolean isLocked() {
    return permits == 0 || promised > 0 || !waiters.isEmpty();
  }

  Coroutine<Permit> acquire() {
    return acquiring.coroutine(null);
  }

  void release() {
    waiters.checkThread();
    permits++;
    wakeNext();
  }

  private boolean wakeNext() {
    if (!waiters.wakeFirst()) {
      return false;
    }
    permits--;
    promised++;
    return true;
  }

  /** Wakes as many as there are permits for, after one has run that newcomers waited behind. */
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

  private final class Acquiring extends QueueWait {
    Acquiring() {
      super(waiters);
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) {
      if (isLocked()) {
        return NOT_YET;
      }
      permits--;
      return new Held(PermitPool.this);
    }

    @Override
    Object end(Loop loop) {
      promised--;
      wakeAffordable();
      return new Held(PermitPool.this);
    }

    @Override
    void cancelled(boolean woken) {
      if (woken) {
        promised--;
        permits++;
      }
      wakeAffordable();
    }

    @Override
    String label() {
      return "a permit of " + owner;
    }
  }
}
