package dev.simmer.benchmarks.reactor;

import dev.simmer.benchmarks.workload.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** W6 and W7 with Reactor, where a task is a subscription. */
public final class ReactorWaiting implements Waiting {
  private final Scheduler loop = Schedulers.single();

  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    return startAndCancel(n, stopwatch, () -> Mono.delay(Duration.ofHours(1), loop));
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    // One each: a sink copies the array of its subscribers whenever there is one more.
    return startAndCancel(n, stopwatch, () -> Sinks.<Long>one().asMono());
  }

  private static int startAndCancel(int n, Stopwatch stopwatch, Supplier<Mono<Long>> waitFor) {
    AtomicInteger cancelled = new AtomicInteger();
    List<Disposable> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(waitFor.get().doOnCancel(cancelled::incrementAndGet).subscribe());
    }
    stopwatch.allWait();
    for (Disposable task : tasks) {
      task.dispose();
    }
    stopwatch.allEnded();
    return cancelled.get();
  }

  @Override
  public int sleepAll(int n) {
    // As in ReactorTasks, not flatMap(..., n).
    List<Mono<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(Mono.delay(Duration.ofMillis(i % 1000), loop).thenReturn(1));
    }
    return Mono.zip(tasks, results -> results.length).block();
  }

  @Override
  public void lateness(int times, long[] late) {
    AtomicInteger next = new AtomicInteger();
    Flux.range(0, SLEEPERS)
        .flatMap(i -> Mono.defer(() -> lateSleep(late, next)).repeat(times - 1), SLEEPERS)
        .blockLast();
  }

  private Mono<Long> lateSleep(long[] late, AtomicInteger next) {
    long due = System.nanoTime() + 1_000_000;
    return Mono.delay(Duration.ofMillis(1), loop)
        .doOnNext(slept -> late[next.getAndIncrement()] = System.nanoTime() - due);
  }
}
