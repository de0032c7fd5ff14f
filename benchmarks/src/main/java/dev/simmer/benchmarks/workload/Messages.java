package dev.simmer.benchmarks.workload;

/** W5 and W9: tasks that wait for each other. */
public interface Messages {
  /** Sends 0 to {@code n - 1} through a queue of a capacity; returns the sum of what arrived. */
  default long pipe(int capacity, int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends {@code n} messages over one queue of capacity 1, each answered over another; returns the
   * last answer, {@code n}.
   */
  default long pingPong(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs {@code n} tasks that each take a permit, sleep a millisecond, and give it back; returns
   * how many have done that.
   */
  default int permits(int permits, int n) {
    throw new UnsupportedOperationException();
  }
}
