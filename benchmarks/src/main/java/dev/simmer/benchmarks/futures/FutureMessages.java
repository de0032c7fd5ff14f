package dev.simmer.benchmarks.futures;

import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * W5 and W9 with {@link CompletableFuture}, which has neither queues nor semaphores: these are what
 * one writes who needs them on one thread.
 */
public final class FutureMessages implements Messages {
  private final QueueExecutor loop = new QueueExecutor();

  @Override
  public long pipe(int capacity, int n) {
    Queue queue = new Queue(capacity);
    produce(queue, 0, n);
    CompletableFuture<Long> sum = new CompletableFuture<>();
    consume(queue, 0, n, 0, sum);
    return loop.run(sum);
  }

  @Override
  public long pingPong(int n) {
    Queue pings = new Queue(1);
    Queue pongs = new Queue(1);
    answer(pings, pongs, n);
    CompletableFuture<Long> ball = new CompletableFuture<>();
    serve(pings, pongs, 0, n, ball);
    return loop.run(ball);
  }

  /** A permit's sleep needs a timer thread; what it guards runs there. */
  @Override
  public int permits(int permits, int n) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    Permits semaphore = new Permits(permits);
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(
          CompletableFuture.supplyAsync(semaphore::acquire, timer)
              .thenCompose(acquired -> acquired)
              .thenCompose(
                  nothing -> {
                    CompletableFuture<Void> slept = new CompletableFuture<>();
                    timer.schedule(() -> slept.complete(null), 1, TimeUnit.MILLISECONDS);
                    return slept;
                  })
              .thenApply(
                  nothing -> {
                    semaphore.release();
                    return 1;
                  }));
    }
    CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0])).join();
    timer.shutdown();
    return tasks.stream().mapToInt(CompletableFuture::join).sum();
  }

  private void produce(Queue queue, int from, int n) {
    if (from < n) {
      queue.put(from).thenRunAsync(() -> produce(queue, from + 1, n), loop);
    }
  }

  private void consume(Queue queue, int i, int n, long sum, CompletableFuture<Long> result) {
    if (i == n) {
      result.complete(sum);
    } else {
      queue.get().thenAcceptAsync(item -> consume(queue, i + 1, n, sum + item, result), loop);
    }
  }

  private void serve(Queue pings, Queue pongs, int ball, int n, CompletableFuture<Long> result) {
    if (ball == n) {
      result.complete((long) ball);
    } else {
      pings
          .put(ball)
          .thenCompose(nothing -> pongs.get())
          .thenAcceptAsync(answer -> serve(pings, pongs, answer, n, result), loop);
    }
  }

  private void answer(Queue pings, Queue pongs, int left) {
    if (left > 0) {
      pings
          .get()
          .thenCompose(ball -> pongs.put(ball + 1))
          .thenRunAsync(() -> answer(pings, pongs, left - 1), loop);
    }
  }

  private static final class Queue {
    private record Put(int item, CompletableFuture<Void> done) {}

    private final int capacity;
    private final ArrayDeque<Integer> items = new ArrayDeque<>();
    private final ArrayDeque<Put> putting = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<Integer>> getting = new ArrayDeque<>();

    Queue(int capacity) {
      this.capacity = capacity;
    }

    CompletableFuture<Void> put(int item) {
      CompletableFuture<Integer> getter = getting.poll();
      if (getter != null) {
        getter.complete(item);
      } else if (items.size() < capacity) {
        items.add(item);
      } else {
        Put put = new Put(item, new CompletableFuture<>());
        putting.add(put);
        return put.done;
      }
      return CompletableFuture.completedFuture(null);
    }

    CompletableFuture<Integer> get() {
      Integer item = items.poll();
      if (item == null) {
        CompletableFuture<Integer> getter = new CompletableFuture<>();
        getting.add(getter);
        return getter;
      }
      Put put = putting.poll();
      if (put != null) {
        items.add(put.item);
        put.done.complete(null);
      }
      return CompletableFuture.completedFuture(item);
    }
  }

  private static final class Permits {
    private final ArrayDeque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Permits(int free) {
      this.free = free;
    }

    CompletableFuture<Void> acquire() {
      if (free > 0) {
        free--;
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> acquired = new CompletableFuture<>();
      waiting.add(acquired);
      return acquired;
    }

    void release() {
      CompletableFuture<Void> next = waiting.poll();
      if (next == null) {
        free++;
      } else {
        next.complete(null);
      }
    }
  }
}
