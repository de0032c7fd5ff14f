package dev.simmer.benchmarks.eaasync;

import static com.ea.async.Async.await;

import dev.simmer.benchmarks.futures.FutureQueue;
import dev.simmer.benchmarks.futures.FutureSemaphore;
import dev.simmer.benchmarks.futures.QueueExecutor;
import dev.simmer.benchmarks.futures.ScheduledLoop;
import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** W5 and W9 with ea-async, and the queues and permits of those who use futures alone. */
public final class EaAsyncMessages implements Messages {
  private final QueueExecutor loop = new QueueExecutor();

  @Override
  public long pipe(int capacity, int n) {
    FutureQueue queue = new FutureQueue(capacity);
    produce(queue, n);
    return loop.run(consume(queue, n));
  }

  @Override
  public long pingPong(int n) {
    FutureQueue pings = new FutureQueue(1);
    FutureQueue pongs = new FutureQueue(1);
    answer(pings, pongs, n);
    return loop.run(serve(pings, pongs, n));
  }

  @Override
  public int permits(int permits, int n) {
    try (ScheduledLoop timed = new ScheduledLoop()) {
      return timed.run(() -> guarded(timed, permits, n));
    }
  }

  private CompletableFuture<Void> produce(FutureQueue queue, int n) {
    for (int i = 0; i < n; i++) {
      await(onLoop(queue.put(i)));
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Long> consume(FutureQueue queue, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(onLoop(queue.get()));
    }
    return CompletableFuture.completedFuture(sum);
  }

  private CompletableFuture<Long> serve(FutureQueue pings, FutureQueue pongs, int n) {
    int ball = 0;
    for (int i = 0; i < n; i++) {
      await(onLoop(pings.put(ball)));
      ball = await(onLoop(pongs.get()));
    }
    return CompletableFuture.completedFuture((long) ball);
  }

  private CompletableFuture<Void> answer(FutureQueue pings, FutureQueue pongs, int n) {
    for (int i = 0; i < n; i++) {
      int ball = await(onLoop(pings.get()));
      await(onLoop(pongs.put(ball + 1)));
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Else the two tasks would go on inside each other, ever deeper, until the stack is full. */
  private <T> CompletableFuture<T> onLoop(CompletableFuture<T> future) {
    return future.isDone() ? future : future.thenApplyAsync(value -> value, loop);
  }

  private CompletableFuture<Integer> guarded(ScheduledLoop timed, int permits, int n) {
    FutureSemaphore semaphore = new FutureSemaphore(permits);
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(sleepWithPermit(timed, semaphore));
    }
    int slept = 0;
    for (CompletableFuture<Integer> task : tasks) {
      slept += await(task);
    }
    return CompletableFuture.completedFuture(slept);
  }

  private CompletableFuture<Integer> sleepWithPermit(
      ScheduledLoop timed, FutureSemaphore semaphore) {
    await(semaphore.acquire());
    try {
      await(timed.sleep(1));
    } finally {
      semaphore.release();
    }
    return CompletableFuture.completedFuture(1);
  }
}
