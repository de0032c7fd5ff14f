package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import dev.simmer.benchmarks.workload.Waiting;
import java.util.ArrayList;
import java.util.List;

/** W6 and W7 with Simmer. */
public final class SimmerWaiting implements Waiting {
  private int next;

  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    return run(cancelledSleepers(n, stopwatch));
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    return run(cancelledWaiters(n, stopwatch));
  }

  @Override
  public int sleepAll(int n) {
    return run(allSleepers(n));
  }

  @Override
  public void lateness(int times, long[] late) {
    run(late(times, late));
  }

  @Async
  private Coroutine<Integer> cancelledSleepers(int n, Stopwatch stopwatch) {
    List<Task<Void>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(sleepForAnHour()));
    }
    await(yieldNow());
    stopwatch.allWait();
    return done(await(cancelled(tasks, stopwatch)));
  }

  @Async
  private Coroutine<Integer> cancelledWaiters(int n, Stopwatch stopwatch) {
    AsyncEvent never = new AsyncEvent();
    List<Task<Void>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(waitFor(never)));
    }
    await(yieldNow());
    stopwatch.allWait();
    return done(await(cancelled(tasks, stopwatch)));
  }

  @Async
  private Coroutine<Integer> cancelled(List<Task<Void>> tasks, Stopwatch stopwatch) {
    for (Task<Void> task : tasks) {
      task.cancel();
    }
    await(gatherSettled(tasks));
    stopwatch.allEnded();
    int cancelled = 0;
    for (Task<Void> task : tasks) {
      cancelled += task.isCancelled() ? 1 : 0;
    }
    return done(cancelled);
  }

  @Async
  private Coroutine<Void> sleepForAnHour() {
    await(sleep(seconds(3600)));
    return done();
  }

  @Async
  private Coroutine<Void> waitFor(AsyncEvent event) {
    await(event);
    return done();
  }

  @Async
  private Coroutine<Integer> allSleepers(int n) {
    List<Task<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(sleeper(i % 1000)));
    }
    int slept = 0;
    for (int each : await(gather(tasks))) {
      slept += each;
    }
    return done(slept);
  }

  @Async
  private Coroutine<Integer> sleeper(int millis) {
    await(sleep(millis(millis)));
    return done(1);
  }

  @Async
  private Coroutine<Void> late(int times, long[] late) {
    next = 0;
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < SLEEPERS; i++) {
      tasks.add(createTask(lateSleeper(times, late)));
    }
    await(gather(tasks));
    return done();
  }

  @Async
  private Coroutine<Void> lateSleeper(int times, long[] late) {
    for (int i = 0; i < times; i++) {
      long due = System.nanoTime() + 1_000_000;
      await(sleep(millis(1)));
      late[next++] = System.nanoTime() - due;
    }
    return done();
  }
}
