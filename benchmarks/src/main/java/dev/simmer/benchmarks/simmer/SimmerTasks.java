package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import dev.simmer.benchmarks.workload.Tasks;
import java.util.ArrayList;
import java.util.List;

/** W3 and W4 with Simmer. */
public final class SimmerTasks implements Tasks {
  @Override
  public long spawn(int n) {
    return run(sumOf(n));
  }

  @Override
  public long skynet(int leaves) {
    return run(node(0, leaves));
  }

  @Async
  private Coroutine<Long> sumOf(int n) {
    List<Task<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(leaf(i)));
    }
    long sum = 0;
    for (int value : await(gather(tasks))) {
      sum += value;
    }
    return done(sum);
  }

  @SuppressWarnings("async-no-await") // That is what is measured.
  @Async
  private Coroutine<Integer> leaf(int i) {
    return done(i);
  }

  @Async
  private Coroutine<Long> node(int first, int leaves) {
    if (leaves == 1) {
      return done((long) first);
    }
    int each = leaves / FAN_OUT;
    List<Task<Long>> children = new ArrayList<>(FAN_OUT);
    for (int i = 0; i < FAN_OUT; i++) {
      children.add(createTask(node(first + i * each, each)));
    }
    long sum = 0;
    for (Task<Long> child : children) {
      sum += await(child);
    }
    return done(sum);
  }
}
