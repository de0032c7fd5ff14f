package dev.simmer;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The daemon threads of {@code toThread}; there are none until the first call. */
final class Workers {
  private static final int MOST = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 5;

  private volatile Runnable whenEnded = () -> {};
  private final Set<Thread> busy = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          MOST,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Workers::thread) {
        @Override
        protected void beforeExecute(Thread thread, Runnable work) {
          busy.add(thread);
        }

        @Override
        protected void afterExecute(Runnable work, Throwable thrown) {
          busy.remove(Thread.currentThread());
        }

        @Override
        protected void terminated() {
          whenEnded.run();
        }
      };

  Workers() {
    pool.allowCoreThreadTimeOut(true);
  }

  ThreadPoolExecutor executor() {
    return pool;
  }

  /** Waits for the threads, and reports which still work after that. */
  void end(Reports reports) {
    end(reports, CLOSE_SECONDS);
  }

  void end(Reports reports, long seconds) {
    pool.shutdown();
    try {
      if (pool.awaitTermination(seconds, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reportBusy(reports, seconds);
  }

  /**
   * Does the same without blocking, and returns what succeeds when there is no more to wait for.
   */
  Deferred<?> endLater(Loop loop) {
    Promise<Void> end = new Promise<>();
    Handle limit =
        loop.callLater(
            Duration.ofSeconds(CLOSE_SECONDS),
            () -> {
              reportBusy(loop.reports, CLOSE_SECONDS);
              end.succeed(null);
            });
    whenEnded =
        () ->
            loop.handIn(
                new Ready() {
                  @Override
                  void run(Loop on) {
                    limit.cancel();
                    end.succeed(null);
                  }
                });
    pool.shutdown();
    return end;
  }

  /** Lets the threads end when their work does. */
  void shutdown() {
    pool.shutdown();
  }

  private void reportBusy(Reports reports, long seconds) {
    for (Thread thread : busy) {
      reports.report(
          "Thread '"
              + thread.getName()
              + "' of toThread(...) is still working "
              + seconds
              + " s after its loop was closed. Make its work end on an interrupt."
              + "\n"
              + Callers.lines(thread.getStackTrace()),
          null,
          null);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "simmer-worker");
    thread.setName("simmer-worker-" + thread.getId());
    thread.setDaemon(true);
    return thread;
  }
}
