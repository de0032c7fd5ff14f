package dev.simmer.benchmarks.futures;

import dev.simmer.benchmarks.workload.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** W3 and W4 with {@link CompletableFuture}. */
public final class FutureTasks implements Tasks {
  private final QueueExecutor loop = new QueueExecutor();

  @Override
  public long spawn(int n) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(CompletableFuture.supplyAsync(() -> number, loop));
    }
    loop.run(CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0])));
    long sum = 0;
    for (CompletableFuture<Integer> task : tasks) {
      sum += task.join();
    }
    return sum;
  }

  @Override
  public long skynet(int leaves) {
    return loop.run(node(0, leaves));
  }

  /** Waits for all, and counts what they return. */
  static CompletableFuture<Integer> sumOf(List<CompletableFuture<Integer>> tasks) {
    return CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0]))
        .thenApply(nothing -> tasks.stream().mapToInt(CompletableFuture::join).sum());
  }

  private CompletableFuture<Long> node(int first, int leaves) {
    if (leaves == 1) {
      return CompletableFuture.completedFuture((long) first);
    }
    int each = leaves / FAN_OUT;
    List<CompletableFuture<Long>> children = new ArrayList<>(FAN_OUT);
    for (int i = 0; i < FAN_OUT; i++) {
      int begin = first + i * each;
      children.add(
          CompletableFuture.supplyAsync(() -> node(begin, each), loop).thenCompose(child -> child));
    }
    return CompletableFuture.allOf(children.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            nothing -> {
              long sum = 0;
              for (CompletableFuture<Long> child : children) {
                sum += child.join();
              }
              return sum;
            });
  }
}
