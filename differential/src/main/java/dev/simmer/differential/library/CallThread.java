package dev.simmer.differential.library;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls library code, with a bound on how long; a thread that cannot be stopped is left behind. */
final class CallThread extends Thread {
  private static final int SECONDS = 20;

  private final LinkedBlockingQueue<FutureTask<?>> work = new LinkedBlockingQueue<>();
  private long steps;
  private Waiting waiting = Waiting.NEVER;
  private Random random = new Random(0);

  CallThread() {
    super("calls library code");
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (true) {
        work.take().run();
      }
    } catch (InterruptedException e) {
      // Nobody has more to do.
    }
  }

  /**
   * Runs something on this thread.
   *
   * @throws TimeoutException when it has not ended; this thread is of no use any more
   */
  <T> T call(Callable<T> what) throws TimeoutException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(what);
    work.add(task);
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Starts a call: its awaits wait as told, and it ends after so many steps. */
  void begin(Waiting when, long seed, long bound) {
    steps = bound;
    waiting = when;
    random = new Random(seed);
  }

  void count() {
    if (--steps < 0) {
      throw new Meter.Exhausted();
    }
  }

  /** Says whether the next await waits. */
  boolean waits() {
    count();
    return switch (waiting) {
      case NEVER -> false;
      case ALWAYS -> true;
      case SOMETIMES -> random.nextBoolean();
    };
  }
}
