package dev.simmer.benchmarks.vthreads;

import dev.simmer.benchmarks.workload.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** W3 and W4 with virtual threads. */
public final class VirtualThreadTasks implements Tasks {
  @Override
  public long spawn(int n) {
    return VirtualThreads.run(
        () -> {
          ExecutorService executor = VirtualThreads.executor();
          List<Future<Integer>> tasks = new ArrayList<>(n);
          for (int i = 0; i < n; i++) {
            int number = i;
            tasks.add(executor.submit(() -> number));
          }
          long sum = 0;
          for (Future<Integer> task : tasks) {
            sum += task.get();
          }
          executor.shutdown();
          return sum;
        });
  }

  @Override
  public long skynet(int leaves) {
    return VirtualThreads.run(
        () -> {
          ExecutorService executor = VirtualThreads.executor();
          long sum = node(executor, 0, leaves);
          executor.shutdown();
          return sum;
        });
  }

  private static long node(ExecutorService executor, int first, int leaves)
      throws ExecutionException, InterruptedException {
    if (leaves == 1) {
      return first;
    }
    int each = leaves / FAN_OUT;
    List<Future<Long>> children = new ArrayList<>(FAN_OUT);
    for (int i = 0; i < FAN_OUT; i++) {
      int begin = first + i * each;
      children.add(executor.submit(() -> node(executor, begin, each)));
    }
    long sum = 0;
    for (Future<Long> child : children) {
      sum += child.get();
    }
    return sum;
  }
}
