package dev.simmer.benchmarks.futures;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** An executor that runs everything on the thread that waits for the result. */
public final class QueueExecutor implements Executor {
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

  @Override
  public void execute(Runnable command) {
    queue.add(command);
  }

  /** Runs what is queued until the future is complete. */
  public <T> T run(CompletableFuture<T> result) {
    while (!result.isDone()) {
      queue.remove().run();
    }
    return result.join();
  }
}
