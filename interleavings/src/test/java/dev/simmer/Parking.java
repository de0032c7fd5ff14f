package dev.simmer;

/**
 * Stands for {@code LockSupport} while the explorer runs, which lets a parked thread go on whenever
 * it likes, and so would never see that it was not woken. A thread that waits here has to be.
 */
final class Parking {
  private boolean permit;

  synchronized void park() {
    while (!permit) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts a loop", e);
      }
    }
    permit = false;
  }

  synchronized void unpark() {
    permit = true;
    notifyAll();
  }
}
