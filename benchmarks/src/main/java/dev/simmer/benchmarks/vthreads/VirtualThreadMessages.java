package dev.simmer.benchmarks.vthreads;

import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** W5 and W9 with virtual threads, and the queues and semaphores that threads have. */
public final class VirtualThreadMessages implements Messages {
  @Override
  public long pipe(int capacity, int n) {
    return VirtualThreads.run(
        () -> {
          BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(capacity);
          ExecutorService executor = VirtualThreads.executor();
          Future<?> producer =
              executor.submit(
                  () -> {
                    for (int i = 0; i < n; i++) {
                      queue.put(i);
                    }
                    return null;
                  });
          long sum = 0;
          for (int i = 0; i < n; i++) {
            sum += queue.take();
          }
          producer.get();
          executor.shutdown();
          return sum;
        });
  }

  @Override
  public long pingPong(int n) {
    return VirtualThreads.run(
        () -> {
          BlockingQueue<Integer> pings = new ArrayBlockingQueue<>(1);
          BlockingQueue<Integer> pongs = new ArrayBlockingQueue<>(1);
          ExecutorService executor = VirtualThreads.executor();
          Future<?> answering =
              executor.submit(
                  () -> {
                    for (int i = 0; i < n; i++) {
                      pongs.put(pings.take() + 1);
                    }
                    return null;
                  });
          int ball = 0;
          for (int i = 0; i < n; i++) {
            pings.put(ball);
            ball = pongs.take();
          }
          answering.get();
          executor.shutdown();
          return (long) ball;
        });
  }

  @Override
  public int permits(int permits, int n) {
    return VirtualThreads.run(
        () -> {
          Semaphore semaphore = new Semaphore(permits);
          ExecutorService executor = VirtualThreads.executor();
          List<Future<Integer>> tasks = new ArrayList<>(n);
          for (int i = 0; i < n; i++) {
            tasks.add(executor.submit(() -> sleepWithPermit(semaphore)));
          }
          int slept = 0;
          for (Future<Integer> task : tasks) {
            slept += task.get();
          }
          executor.shutdown();
          return slept;
        });
  }

  private static int sleepWithPermit(Semaphore semaphore) throws InterruptedException {
    semaphore.acquire();
    try {
      Thread.sleep(1);
    } finally {
      semaphore.release();
    }
    return 1;
  }
}
