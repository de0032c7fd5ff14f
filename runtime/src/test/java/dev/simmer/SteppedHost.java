package dev.simmer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A host in a test's hands: its thread is the test's, and it runs and its time passes on demand.
 */
final class SteppedHost implements Host {
  private final Thread thread = Thread.currentThread();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final List<Timer> timers = new ArrayList<>();
  private long now;

  /** Whether it is gone. */
  volatile boolean refuses;

  /** Runs whenever a timer is asked for. */
  Runnable onSchedule = () -> {};

  private record Timer(long time, Runnable turn) {}

  @Override
  public void execute(Runnable turn) {
    check();
    waiting.add(turn);
  }

  @Override
  public Runnable schedule(Runnable turn, long nanos) {
    check();
    if (!isCurrent() || nanos < 0) {
      throw new AssertionError(
          "asked for a timer in " + nanos + " ns on " + Thread.currentThread());
    }
    onSchedule.run();
    Timer timer = new Timer(now + nanos, turn);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  private void check() {
    if (refuses) {
      throw new RejectedExecutionException("the host is gone");
    }
  }

  /** Says how much it was given that it has not run. */
  int waiting() {
    return waiting.size();
  }

  /** Returns when its timers ring. */
  List<Long> timers() {
    return timers.stream().map(Timer::time).toList();
  }

  /** Runs the first of what it was given; false when there is nothing. */
  boolean step() {
    Runnable first = waiting.poll();
    if (first != null) {
      first.run();
    }
    return first != null;
  }

  /** Runs what it was given, until there is no more. */
  void runAll() {
    while (step()) {}
  }

  /** Runs everything that has to run within a time, each at its own. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    runAll();
    while (ring(end)) {
      runAll();
    }
    now = end;
  }

  private boolean ring(long end) {
    Timer first =
        timers.stream()
            .filter(timer -> timer.time <= end)
            .min(Comparator.comparing(Timer::time))
            .orElse(null);
    if (first == null) {
      return false;
    }
    now = Math.max(now, first.time);
    ringEarly(first.time);
    return true;
  }

  /** Has the timer of a time ring, whatever time it is. */
  void ringEarly(long time) {
    Timer timer = timers.stream().filter(each -> each.time == time).findFirst().orElseThrow();
    timers.remove(timer);
    timer.turn.run();
  }
}
