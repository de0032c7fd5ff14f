package dev.simmer.benchmarks.workload;

/** W3 and W4: many tasks that have little to do. */
public interface Tasks {
  /** How many children a task of {@link #skynet} starts. */
  int FAN_OUT = 10;

  /** Starts {@code n} tasks, the i-th of which yields i, waits for all, and returns their sum. */
  default long spawn(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts a tree of tasks with {@code leaves} leaves, the i-th of which yields i, and returns
   * their sum; {@code leaves} is a power of {@link #FAN_OUT}.
   */
  default long skynet(int leaves) {
    throw new UnsupportedOperationException();
  }
}
