package dev.simmer;

/**
 * The thread on which the explorer runs each interleaving. It gives up where threads wait for each
 * other, without unwinding them: the loop of that interleaving would be running here in the next.
 */
public final class ExplorersThread {
  private static final Loop NO_LONGER_RUNNING = new Loop(RunOptions.defaults());

  private ExplorersThread() {}

  public static void leaveLoop() {
    NO_LONGER_RUNNING.leave(null);
  }
}
