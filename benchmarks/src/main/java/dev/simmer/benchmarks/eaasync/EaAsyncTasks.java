package dev.simmer.benchmarks.eaasync;

import static com.ea.async.Async.await;

import dev.simmer.benchmarks.futures.QueueExecutor;
import dev.simmer.benchmarks.workload.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** W3 and W4 with ea-async, whose tasks are futures that an executor begins. */
public final class EaAsyncTasks implements Tasks {
  private final QueueExecutor loop = new QueueExecutor();

  @Override
  public long spawn(int n) {
    return loop.run(sumOf(n));
  }

  @Override
  public long skynet(int leaves) {
    return loop.run(node(0, leaves));
  }

  private CompletableFuture<Long> sumOf(int n) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(CompletableFuture.supplyAsync(() -> leaf(number), loop).thenCompose(task -> task));
    }
    long sum = 0;
    for (CompletableFuture<Integer> task : tasks) {
      sum += await(task);
    }
    return CompletableFuture.completedFuture(sum);
  }

  private CompletableFuture<Integer> leaf(int i) {
    return CompletableFuture.completedFuture(i);
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
          CompletableFuture.supplyAsync(() -> node(begin, each), loop).thenCompose(task -> task));
    }
    long sum = 0;
    for (CompletableFuture<Long> child : children) {
      sum += await(child);
    }
    return CompletableFuture.completedFuture(sum);
  }
}
