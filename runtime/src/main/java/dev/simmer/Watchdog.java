package dev.simmer;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sees, in debug mode, that a step holds the loop for too long, and reports where it stands while
 * it still does.
 *
 * <p>A daemon thread that samples the loop's thread; the loop only notes when a step begins.
 */
final class Watchdog implements Runnable {
  private static final long DEFAULT_THRESHOLD = 100_000_000;
  private static final int SAMPLES_PER_THRESHOLD = 4;

  private final Loop loop;
  private final Thread watched;
  private final Thread watcher;

  /** Grows by one at the begin and at the end of each step, so it is odd while one runs. */
  private volatile long steps;

  /** The same number, for the loop's thread alone. */
  private long counted;

  private volatile long begun;
  private volatile @Nullable Task<?> task;
  private volatile long threshold = DEFAULT_THRESHOLD;
  private volatile boolean stopped;

  Watchdog(Loop loop, Thread watched, long threshold) {
    this.loop = loop;
    this.watched = watched;
    this.threshold = threshold;
    this.watcher = new Thread(this, "simmer-watchdog");
    watcher.setDaemon(true);
    watcher.start();
  }

  static long defaultThreshold() {
    return DEFAULT_THRESHOLD;
  }

  void threshold(long nanos) {
    threshold = nanos;
    LockSupport.unpark(watcher);
  }

  void begin(Ready node) {
    task = node instanceof Task<?> running ? running : null;
    begun = System.nanoTime();
    steps = ++counted;
  }

  void end() {
    steps = ++counted;
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(watcher);
  }

  @Override
  public void run() {
    long reported = 0;
    while (!stopped) {
      LockSupport.parkNanos(this, Math.max(1_000_000, threshold / SAMPLES_PER_THRESHOLD));
      long step = steps;
      long held = System.nanoTime() - begun;
      if ((step & 1) == 1 && step != reported && held > threshold) {
        reported = step;
        StackTraceElement[] stack = watched.getStackTrace();
        Task<?> running = task;
        if (step == steps) {
          report(held, running, stack);
        }
      }
    }
  }

  private void report(long held, @Nullable Task<?> running, StackTraceElement[] stack) {
    StringBuilder message =
        new StringBuilder(running == null ? "A callback" : "A step of " + running.label())
            .append(" has held the loop for more than ")
            .append(held / 1_000_000)
            .append(
                " ms, and nothing else could run. Await what it waits for, or move it off the loop with")
            .append(" toThread(...).");
    for (StackTraceElement place : stack) {
      message.append("\n    at ").append(place);
    }
    loop.handIn(
        new Ready() {
          @Override
          void run(Loop on) {
            on.reports.report(message.toString(), null, running);
          }
        });
  }
}
