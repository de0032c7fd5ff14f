package dev.simmer.benchmarks.futures;

import dev.simmer.benchmarks.workload.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * W6 and W7 with {@link CompletableFuture}. A task is a future and a callback; cancelling what came
 * of one reaches nothing before it, so those that wait cancel what they wait for.
 */
public final class FutureWaiting implements Waiting {
  private static final long HOUR = 3_600_000;

  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    return startAndCancel(n, stopwatch, loop -> loop.sleep(HOUR));
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    return startAndCancel(n, stopwatch, loop -> new CompletableFuture<>());
  }

  private static int startAndCancel(
      int n, Stopwatch stopwatch, Function<ScheduledLoop, CompletableFuture<Void>> waitFor) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      return loop.run(
          () -> {
            int[] ended = {0};
            List<CompletableFuture<Void>> waiting = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
              CompletableFuture<Void> each = waitFor.apply(loop);
              each.whenComplete((nothing, failure) -> ended[0]++);
              waiting.add(each);
            }
            stopwatch.allWait();
            for (CompletableFuture<Void> each : waiting) {
              each.cancel(false);
            }
            stopwatch.allEnded();
            return CompletableFuture.completedFuture(ended[0]);
          });
    }
  }

  @Override
  public int sleepAll(int n) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      return loop.run(
          () -> {
            List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
              tasks.add(loop.sleep(i % 1000).thenApply(nothing -> 1));
            }
            return FutureTasks.sumOf(tasks);
          });
    }
  }

  @Override
  public void lateness(int times, long[] late) {
    int[] next = {0};
    try (ScheduledLoop loop = new ScheduledLoop()) {
      loop.run(
          () -> {
            List<CompletableFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < SLEEPERS; i++) {
              tasks.add(new LateSleeper(loop, times, late, next).start());
            }
            return FutureTasks.sumOf(tasks);
          });
    }
  }

  /** A loop whose body waits: recursion, since a chain of futures would be kept until the end. */
  private static final class LateSleeper {
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final ScheduledLoop loop;
    private final long[] late;
    private final int[] next;
    private int left;

    LateSleeper(ScheduledLoop loop, int times, long[] late, int[] next) {
      this.loop = loop;
      this.left = times;
      this.late = late;
      this.next = next;
    }

    CompletableFuture<Integer> start() {
      again();
      return ended;
    }

    private void again() {
      if (left-- == 0) {
        ended.complete(1);
        return;
      }
      long due = System.nanoTime() + 1_000_000;
      loop.sleep(1)
          .thenRun(
              () -> {
                late[next[0]++] = System.nanoTime() - due;
                again();
              });
    }
  }
}
