package dev.simmer.benchmarks.eaasync;

import static com.ea.async.Async.await;

import dev.simmer.benchmarks.futures.ScheduledLoop;
import dev.simmer.benchmarks.workload.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * W6 and W7 with ea-async. Cancelling what an async method returns does not reach the method, so
 * those that wait cancel what they wait for.
 */
public final class EaAsyncWaiting implements Waiting {
  private static final long HOUR = 3_600_000;

  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      return loop.run(() -> startAndCancel(n, stopwatch, () -> loop.sleep(HOUR)));
    }
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      return loop.run(() -> startAndCancel(n, stopwatch, CompletableFuture::new));
    }
  }

  private CompletableFuture<Integer> startAndCancel(
      int n, Stopwatch stopwatch, Supplier<CompletableFuture<Void>> waitFor) {
    List<CompletableFuture<Void>> waiting = new ArrayList<>(n);
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      CompletableFuture<Void> each = waitFor.get();
      waiting.add(each);
      tasks.add(cancelled(each));
    }
    stopwatch.allWait();
    for (CompletableFuture<Void> each : waiting) {
      each.cancel(false);
    }
    int ended = 0;
    for (CompletableFuture<Integer> task : tasks) {
      ended += await(task);
    }
    stopwatch.allEnded();
    return CompletableFuture.completedFuture(ended);
  }

  private CompletableFuture<Integer> cancelled(CompletableFuture<Void> waitFor) {
    try {
      await(waitFor);
      return CompletableFuture.completedFuture(0);
    } catch (CancellationException | CompletionException e) {
      return CompletableFuture.completedFuture(1);
    }
  }

  @Override
  public int sleepAll(int n) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      return loop.run(() -> allSleepers(loop, n));
    }
  }

  private CompletableFuture<Integer> allSleepers(ScheduledLoop loop, int n) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(sleeper(loop, i % 1000));
    }
    int slept = 0;
    for (CompletableFuture<Integer> task : tasks) {
      slept += await(task);
    }
    return CompletableFuture.completedFuture(slept);
  }

  private CompletableFuture<Integer> sleeper(ScheduledLoop loop, int millis) {
    await(loop.sleep(millis));
    return CompletableFuture.completedFuture(1);
  }

  @Override
  public void lateness(int times, long[] late) {
    int[] next = {0};
    try (ScheduledLoop loop = new ScheduledLoop()) {
      loop.run(() -> lateSleepers(loop, times, late, next));
    }
  }

  private CompletableFuture<Void> lateSleepers(
      ScheduledLoop loop, int times, long[] late, int[] next) {
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < SLEEPERS; i++) {
      tasks.add(lateSleeper(loop, times, late, next));
    }
    for (CompletableFuture<Void> task : tasks) {
      await(task);
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> lateSleeper(
      ScheduledLoop loop, int times, long[] late, int[] next) {
    for (int i = 0; i < times; i++) {
      long due = System.nanoTime() + 1_000_000;
      await(loop.sleep(1));
      late[next[0]++] = System.nanoTime() - due;
    }
    return CompletableFuture.completedFuture(null);
  }
}
