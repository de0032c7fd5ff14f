package dev.simmer.examples.cost;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import java.util.Locale;

/**
 * Measures the heap that waiting takes: a hundred thousand tasks, each some calls deep, all waiting
 * for one event.
 *
 * <p>Run it with {@code -XX:+UseSerialGC -Xmx2g}, so that the heap's figures are exact.
 */
public final class SuspendedCalls {
  private static final int TASKS = 100_000;

  private SuspendedCalls() {}

  @Async
  private static Coroutine<Integer> calls(int deep, AsyncEvent event) {
    if (deep == 0) {
      await(event);
      return done(0);
    }
    return done(1 + await(calls(deep - 1, event)));
  }

  @Async
  static Coroutine<Double> bytesPerTask(int deep) {
    var event = new AsyncEvent();
    var tasks = new Task<?>[TASKS];
    long before = used();
    for (int i = 0; i < TASKS; i++) {
      tasks[i] = createTask(calls(deep, event));
    }
    await(yieldNow());
    long after = used();
    event.set();
    for (Task<?> task : tasks) {
      await(task);
    }
    return done((after - before) / (double) TASKS);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Prints the bytes of a waiting task, and of each call that waits in it. */
  public static void main(String[] args) {
    double shallow = run(bytesPerTask(0));
    double deep = run(bytesPerTask(20));
    System.out.printf(Locale.ROOT, "a waiting task: %.0f bytes%n", shallow);
    System.out.printf(Locale.ROOT, "a waiting call: %.0f bytes%n", (deep - shallow) / 20);
  }
}
