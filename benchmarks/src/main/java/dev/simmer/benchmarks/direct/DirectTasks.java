package dev.simmer.benchmarks.direct;

import dev.simmer.benchmarks.workload.Tasks;

/** The tree of W4 as plain recursion. */
public final class DirectTasks implements Tasks {
  @Override
  public long skynet(int leaves) {
    return node(0, leaves);
  }

  private static long node(int first, int leaves) {
    if (leaves == 1) {
      return first;
    }
    int each = leaves / FAN_OUT;
    long sum = 0;
    for (int i = 0; i < FAN_OUT; i++) {
      sum += node(first + i * each, each);
    }
    return sum;
  }
}
