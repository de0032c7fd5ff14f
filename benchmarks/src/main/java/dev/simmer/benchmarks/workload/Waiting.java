package dev.simmer.benchmarks.workload;

/** W6 and W7: a great many tasks that wait. */
public interface Waiting {
  /** How many tasks {@link #lateness} has. */
  int SLEEPERS = 64;

  /** Hears when a part of a workload is over; called where the tasks run. */
  interface Stopwatch {
    /** All tasks have been started, and wait. */
    void allWait();

    /** All tasks have been asked to stop, and have. */
    void allEnded();
  }

  /**
   * Starts {@code n} tasks that sleep for an hour, and cancels them all; returns how many ended by
   * that.
   */
  default int sleepAndCancel(int n, Stopwatch stopwatch) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts {@code n} tasks that wait for what never comes, and cancels them all; returns how many
   * ended by that.
   */
  default int parkAndCancel(int n, Stopwatch stopwatch) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts {@code n} tasks, the i-th of which sleeps i mod 1,000 milliseconds, and waits for all;
   * returns how many have slept.
   */
  default int sleepAll(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sleeps {@code times} times a millisecond in each of {@link #SLEEPERS} tasks; notes by how many
   * nanoseconds each was late.
   */
  default void lateness(int times, long[] late) {
    throw new UnsupportedOperationException();
  }
}
