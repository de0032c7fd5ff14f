package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Sees that a step holds a loop for too long, and where it stands while it still does: debug mode
 * reports it, and a recording gets it with the event of the step.
 *
 * <p>The {@link Watcher} samples the loop's thread; the loop only notes when a step begins.
 */
final class Watchdog {
  static final long DEFAULT_THRESHOLD = 100_000_000;

  /**
   * After so many thresholds a step may never end, and what the loop would report is never heard.
   */
  private static final int THRESHOLDS_UNTIL_LOGGED = 50;

  private final Loop loop;
  private final Thread watched;

  /** Grows by one at the begin and at the end of each step, so it is odd while one runs. */
  private volatile long steps;

  /** The same number, for the loop's thread alone. */
  private long counted;

  private volatile long begun;
  private volatile @Nullable Task<?> task;
  private volatile StackTraceElement @Nullable [] sample;

  /** The step that the sample is of; written after it. */
  private volatile long sampled;

  private volatile long threshold;

  // For the watcher's thread alone

  private long lookedAt;
  private long sampleAgain;
  private long reported;
  private long logged;

  Watchdog(Loop loop, Thread watched, long threshold) {
    this.loop = loop;
    this.watched = watched;
    this.threshold = threshold;
  }

  void threshold(long nanos) {
    threshold = nanos;
    Watcher.hurry();
  }

  long threshold() {
    return threshold;
  }

  void begin(Ready node) {
    task = node instanceof Task<?> running && !running.isDone() ? running : null;
    begun = System.nanoTime();
    steps = ++counted;
    if (loop.recorder != null) {
      loop.recorder.beginsStep();
    }
  }

  void end() {
    StackTraceElement[] seen = sample();
    steps = ++counted;
    if (loop.recorder != null) {
      loop.recorder.endsStep(task, seen);
    }
  }

  /** Returns where the step that runs stood at the last look; null before that. */
  StackTraceElement @Nullable [] sample() {
    return sampled == steps ? sample : null;
  }

  /** Looks what the loop is at; on the watcher's thread. */
  void look() {
    long step = steps;
    long held = System.nanoTime() - begun;
    if ((step & 1) == 0) {
      return;
    }
    if (step != lookedAt) {
      lookedAt = step;
      sampleAgain = threshold / 2;
    }
    boolean late = held > threshold && loop.options.isDebug();
    boolean report = late && step != reported;
    boolean log = late && step != logged && held / THRESHOLDS_UNTIL_LOGGED > threshold;
    if (!report && !log && held <= sampleAgain) {
      return;
    }
    StackTraceElement[] stack = watched.getStackTrace();
    Task<?> running = task;
    if (step != steps) {
      return;
    }
    sample = stack;
    sampled = step;
    sampleAgain = held * 2;
    if (loop.options.isDebug()) {
      EscapedRule.prepareSoon();
    }
    if (report) {
      reported = step;
      report(held, running, stack);
    }
    if (log) {
      logged = step;
      log(held, running, stack);
    }
  }

  /** The loop may be over in a moment, so the report is handed in before the rule is looked up. */
  private void report(long held, @Nullable Task<?> running, StackTraceElement[] stack) {
    SlowStep report = new SlowStep(running, held, stack);
    loop.handIn(report);
    report.escaped = escaped(stack);
  }

  /** A report on its way to the exception handler of the loop. */
  private static final class SlowStep extends Ready {
    private final @Nullable Task<?> running;
    private final long held;
    private final StackTraceElement[] stack;
    volatile @Nullable String escaped;

    SlowStep(@Nullable Task<?> running, long held, StackTraceElement[] stack) {
      this.running = running;
      this.held = held;
      this.stack = stack;
    }

    @Override
    void run(Loop on) {
      String what = " has held the loop for more than ";
      on.reports.report(message(running, what, held, escaped, stack), null, running);
    }
  }

  /** The exception handler runs on the loop's thread, so it cannot hear of this. */
  private void log(long held, @Nullable Task<?> running, StackTraceElement[] stack) {
    String message = message(running, " still holds the loop after ", held, escaped(stack), stack);
    System.getLogger("dev.simmer").log(System.Logger.Level.WARNING, message);
  }

  private @Nullable String escaped(StackTraceElement[] stack) {
    return EscapedRule.of(stack, watched.getContextClassLoader());
  }

  private static String message(
      @Nullable Task<?> running,
      String what,
      long held,
      @Nullable String escaped,
      StackTraceElement[] stack) {
    return (running == null ? "A callback" : "A step of " + running.label())
        + what
        + held / 1_000_000
        + " ms at "
        + Callers.holding(stack)
        + ", and nothing else could run. "
        + (escaped == null ? "" : escaped + " ")
        + "Await what it waits for, or move it off the loop with toThread(...).\n"
        + Callers.lines(stack);
  }
}
