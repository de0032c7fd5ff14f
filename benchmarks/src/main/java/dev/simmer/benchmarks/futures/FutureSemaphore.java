package dev.simmer.benchmarks.futures;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** Permits for one thread, which {@link CompletableFuture} comes without. */
public final class FutureSemaphore {
  private final ArrayDeque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private int free;

  /** Makes one with so many permits. */
  public FutureSemaphore(int permits) {
    free = permits;
  }

  /** Returns what completes when the caller has a permit. */
  public CompletableFuture<Void> acquire() {
    if (free > 0) {
      free--;
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> acquired = new CompletableFuture<>();
    waiting.add(acquired);
    return acquired;
  }

  /** Hands a permit to who has waited longest. */
  public void release() {
    CompletableFuture<Void> next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.complete(null);
    }
  }
}
