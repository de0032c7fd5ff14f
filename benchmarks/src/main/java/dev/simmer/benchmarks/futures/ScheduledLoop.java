package dev.simmer.benchmarks.futures;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What users of futures take for a loop that can sleep: one thread, which runs everything. */
public final class ScheduledLoop implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);

  /** Starts its thread. */
  public ScheduledLoop() {
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Returns what completes after so long, and can be cancelled. */
  public CompletableFuture<Void> sleep(long millis) {
    CompletableFuture<Void> slept = new CompletableFuture<>();
    ScheduledFuture<?> timer =
        thread.schedule(() -> slept.complete(null), millis, TimeUnit.MILLISECONDS);
    slept.whenComplete(
        (nothing, failure) -> {
          if (failure != null) {
            timer.cancel(false);
          }
        });
    return slept;
  }

  /** Begins something on its thread, and waits for what comes of it. */
  public <T> T run(Supplier<CompletableFuture<T>> main) {
    return CompletableFuture.supplyAsync(main, thread).thenCompose(result -> result).join();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
