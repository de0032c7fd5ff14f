package dev.simmer.benchmarks.reactor;

import dev.simmer.benchmarks.workload.Messages;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * W5 and W9 with Reactor. Its queue is {@code publishOn} with a prefetch, between what produces and
 * what consumes; a permit is flatMap's concurrency.
 */
public final class ReactorMessages implements Messages {
  private final Scheduler loop = Schedulers.single();

  @Override
  public long pipe(int capacity, int n) {
    return Flux.range(0, n)
        .subscribeOn(loop)
        .publishOn(loop, capacity)
        .reduce(0L, Long::sum)
        .block();
  }

  @Override
  public int permits(int permits, int n) {
    return Flux.range(0, n)
        .flatMap(i -> Mono.delay(Duration.ofMillis(1), loop).thenReturn(1), permits)
        .reduce(0, Integer::sum)
        .block();
  }
}
