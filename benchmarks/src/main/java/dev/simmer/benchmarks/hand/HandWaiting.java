package dev.simmer.benchmarks.hand;

import dev.simmer.benchmarks.workload.Waiting;

/** W6 and W7 by hand. */
public final class HandWaiting implements Waiting {
  private static final long HOUR = 3_600_000_000_000L;

  @Override
  public int sleepAndCancel(int n, Stopwatch stopwatch) {
    Cancelling main = new Cancelling(n, true, stopwatch);
    new EventLoop().run(main);
    return main.result;
  }

  @Override
  public int parkAndCancel(int n, Stopwatch stopwatch) {
    Cancelling main = new Cancelling(n, false, stopwatch);
    new EventLoop().run(main);
    return main.result;
  }

  @Override
  public int sleepAll(int n) {
    AllSleepers main = new AllSleepers(n);
    new EventLoop().run(main);
    return main.result;
  }

  @Override
  public void lateness(int times, long[] late) {
    EventLoop loop = new EventLoop();
    int[] next = {0};
    for (int i = 1; i < SLEEPERS; i++) {
      loop.ready.add(new LateSleeper(times, late, next));
    }
    loop.run(new LateSleeper(times, late, next));
  }

  private static final class Cancellable extends EventLoop.Sleeper {
    private final boolean sleeps;

    Cancellable(boolean sleeps) {
      this.sleeps = sleeps;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        if (sleeps) {
          loop.sleep(this, HOUR);
        }
        return false;
      }
      result = cancelled ? 1 : 0;
      return true;
    }

    void cancel(EventLoop loop) {
      if (sleeps) {
        loop.cancelSleep(this);
      } else {
        cancelled = true;
        loop.ready.add(this);
      }
    }
  }

  private static final class Cancelling extends Frame {
    private final Cancellable[] tasks;
    private final boolean sleep;
    private final Stopwatch stopwatch;
    private int pending;

    Cancelling(int n, boolean sleep, Stopwatch stopwatch) {
      this.tasks = new Cancellable[n];
      this.sleep = sleep;
      this.stopwatch = stopwatch;
      this.pending = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        for (int i = 0; i < tasks.length; i++) {
          Cancellable task = new Cancellable(sleep);
          tasks[i] = task;
          task.caller = this;
          loop.ready.add(task);
        }
        loop.ready.add(this);
        return false;
      }
      if (state == 1) {
        state = 2;
        stopwatch.allWait();
        for (int i = tasks.length - 1; i >= 0; i--) {
          tasks[i].cancel(loop);
        }
        return false;
      }
      if (--pending > 0) {
        return false;
      }
      stopwatch.allEnded();
      for (Cancellable task : tasks) {
        result += task.result;
      }
      return true;
    }
  }

  private static final class Sleeper extends EventLoop.Sleeper {
    private final int millis;

    Sleeper(int millis) {
      this.millis = millis;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        loop.sleep(this, millis * 1_000_000L);
        return false;
      }
      result = 1;
      return true;
    }
  }

  private static final class AllSleepers extends Frame {
    private final Sleeper[] tasks;
    private int pending;

    AllSleepers(int n) {
      tasks = new Sleeper[n];
      pending = n;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 0) {
        state = 1;
        for (int i = 0; i < tasks.length; i++) {
          Sleeper task = new Sleeper(i % 1000);
          tasks[i] = task;
          task.caller = this;
          loop.ready.add(task);
        }
        return false;
      }
      if (--pending > 0) {
        return false;
      }
      for (Sleeper task : tasks) {
        result += task.result;
      }
      return true;
    }
  }

  private static final class LateSleeper extends EventLoop.Sleeper {
    private final int times;
    private final long[] late;
    private final int[] next;
    private int slept;
    private long due;

    LateSleeper(int times, long[] late, int[] next) {
      this.times = times;
      this.late = late;
      this.next = next;
    }

    @Override
    boolean step(EventLoop loop) {
      if (state == 1) {
        late[next[0]++] = System.nanoTime() - due;
        slept++;
      }
      state = 1;
      if (slept == times) {
        return true;
      }
      due = System.nanoTime() + 1_000_000;
      loop.sleep(this, 1_000_000);
      return false;
    }
  }
}
