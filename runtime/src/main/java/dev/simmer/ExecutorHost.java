package dev.simmer;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A scheduled executor as a host; which thread is its own shows when it runs something first. */
final class ExecutorHost implements Host {
  private final ScheduledExecutorService executor;
  private volatile @Nullable Thread thread;

  ExecutorHost(ScheduledExecutorService executor) {
    this.executor = requireNonNull(executor, "Host.of(...) needs an executor");
  }

  @Override
  public void execute(Runnable turn) {
    executor.execute(() -> run(turn));
  }

  @Override
  public Runnable schedule(Runnable turn, long nanos) {
    ScheduledFuture<?> timer = executor.schedule(() -> run(turn), nanos, TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public boolean isCurrent() {
    Thread known = thread;
    return known == null || known == Thread.currentThread();
  }

  private void run(Runnable turn) {
    Thread known = thread;
    // Executors replace a thread that died.
    if (known == null || !known.isAlive()) {
      thread = Thread.currentThread();
    }
    turn.run();
  }
}
