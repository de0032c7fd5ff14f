package dev.simmer.benchmarks.reactor;

import dev.simmer.benchmarks.workload.Tasks;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** W3 and W4 with Reactor. */
public final class ReactorTasks implements Tasks {
  private final Scheduler loop = Schedulers.single();

  @Override
  public long spawn(int n) {
    // Not flatMap(..., n): its bookkeeping grows with the square of what is open at once.
    List<Mono<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(Mono.fromCallable(() -> number).subscribeOn(loop));
    }
    return Mono.zip(tasks, ReactorTasks::sum).block();
  }

  @Override
  public long skynet(int leaves) {
    return node(0, leaves).block();
  }

  private static long sum(Object[] values) {
    long sum = 0;
    for (Object value : values) {
      sum += (int) value;
    }
    return sum;
  }

  private Mono<Long> node(int first, int leaves) {
    if (leaves == 1) {
      return Mono.just((long) first);
    }
    int each = leaves / FAN_OUT;
    return Flux.range(0, FAN_OUT)
        .flatMap(i -> Mono.defer(() -> node(first + i * each, each)).subscribeOn(loop))
        .reduce(0L, Long::sum);
  }
}
