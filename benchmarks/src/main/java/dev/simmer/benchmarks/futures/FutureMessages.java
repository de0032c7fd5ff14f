package dev.simmer.benchmarks.futures;

import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * W5 and W9 with {@link CompletableFuture}, which has neither queues nor semaphores: these are what
 * one writes who needs them on one thread.
 */
public final class FutureMessages implements Messages {
  private final QueueExecutor loop = new QueueExecutor();

  @Override
  public long pipe(int capacity, int n) {
    FutureQueue queue = new FutureQueue(capacity);
    produce(queue, 0, n);
    CompletableFuture<Long> sum = new CompletableFuture<>();
    consume(queue, 0, n, 0, sum);
    return loop.run(sum);
  }

  @Override
  public long pingPong(int n) {
    FutureQueue pings = new FutureQueue(1);
    FutureQueue pongs = new FutureQueue(1);
    answer(pings, pongs, n);
    CompletableFuture<Long> ball = new CompletableFuture<>();
    serve(pings, pongs, 0, n, ball);
    return loop.run(ball);
  }

  @Override
  public int permits(int permits, int n) {
    try (ScheduledLoop timed = new ScheduledLoop()) {
      return timed.run(() -> guarded(timed, permits, n));
    }
  }

  private static CompletableFuture<Integer> guarded(ScheduledLoop timed, int permits, int n) {
    FutureSemaphore semaphore = new FutureSemaphore(permits);
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(
          semaphore
              .acquire()
              .thenCompose(acquired -> timed.sleep(1))
              .thenApply(
                  slept -> {
                    semaphore.release();
                    return 1;
                  }));
    }
    return FutureTasks.sumOf(tasks);
  }

  /** Goes on at once while there is room; else later, on the loop, or the stack would be full. */
  private void produce(FutureQueue queue, int from, int n) {
    for (int i = from; i < n; i++) {
      CompletableFuture<Void> put = queue.put(i);
      if (!put.isDone()) {
        int next = i + 1;
        put.thenRunAsync(() -> produce(queue, next, n), loop);
        return;
      }
    }
  }

  private void consume(
      FutureQueue queue, int from, int n, long sumBefore, CompletableFuture<Long> result) {
    long sum = sumBefore;
    for (int i = from; i < n; i++) {
      CompletableFuture<Integer> item = queue.get();
      if (!item.isDone()) {
        int next = i + 1;
        long before = sum;
        item.thenAcceptAsync(x -> consume(queue, next, n, before + x, result), loop);
        return;
      }
      sum += item.join();
    }
    result.complete(sum);
  }

  private void serve(
      FutureQueue pings, FutureQueue pongs, int ball, int n, CompletableFuture<Long> result) {
    if (ball == n) {
      result.complete((long) ball);
    } else {
      pings
          .put(ball)
          .thenCompose(nothing -> pongs.get())
          .thenAcceptAsync(answer -> serve(pings, pongs, answer, n, result), loop);
    }
  }

  private void answer(FutureQueue pings, FutureQueue pongs, int left) {
    if (left > 0) {
      pings
          .get()
          .thenCompose(ball -> pongs.put(ball + 1))
          .thenRunAsync(() -> answer(pings, pongs, left - 1), loop);
    }
  }
}
