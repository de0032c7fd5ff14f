package dev.simmer.benchmarks.vthreads;

import dev.simmer.benchmarks.workload.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** W6 and W7 with virtual threads; a cancel is an interrupt. */
public final class VirtualThreadWaiting implements Waiting {
  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    return startAndCancel(n, stopwatch, () -> Thread.sleep(3_600_000));
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    // One each: taking a waiter out of a queue that all share takes longer the more there are.
    return startAndCancel(n, stopwatch, () -> new CountDownLatch(1).await());
  }

  private interface Blocking {
    void run() throws InterruptedException;
  }

  private static int startAndCancel(int n, Stopwatch stopwatch, Blocking blocking) {
    CountDownLatch started = new CountDownLatch(n);
    CountDownLatch cancelled = new CountDownLatch(n);
    try (AutoCloseableExecutor executor = new AutoCloseableExecutor()) {
      List<Future<?>> tasks = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        tasks.add(
            executor.service.submit(
                () -> {
                  started.countDown();
                  try {
                    blocking.run();
                  } catch (InterruptedException e) {
                    cancelled.countDown();
                  }
                }));
      }
      started.await();
      stopwatch.allWait();
      for (Future<?> task : tasks) {
        task.cancel(true);
      }
      cancelled.await();
      stopwatch.allEnded();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return n - (int) cancelled.getCount();
  }

  @Override
  public int sleepAll(int n) {
    try (AutoCloseableExecutor executor = new AutoCloseableExecutor()) {
      List<Callable<Integer>> tasks = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        int millis = i % 1000;
        tasks.add(
            () -> {
              Thread.sleep(millis);
              return 1;
            });
      }
      int slept = 0;
      for (Future<Integer> task : executor.service.invokeAll(tasks)) {
        slept += task.get();
      }
      return slept;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void lateness(int times, long[] late) {
    AtomicInteger next = new AtomicInteger();
    try (AutoCloseableExecutor executor = new AutoCloseableExecutor()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < SLEEPERS; i++) {
        tasks.add(
            () -> {
              for (int k = 0; k < times; k++) {
                long due = System.nanoTime() + 1_000_000;
                Thread.sleep(1);
                late[next.getAndIncrement()] = System.nanoTime() - due;
              }
              return null;
            });
      }
      for (Future<Void> task : executor.service.invokeAll(tasks)) {
        task.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Executors close themselves from JDK 19 on only. */
  private static final class AutoCloseableExecutor implements AutoCloseable {
    final ExecutorService service = VirtualThreads.executor();

    @Override
    public void close() {
      service.shutdown();
    }
  }
}
