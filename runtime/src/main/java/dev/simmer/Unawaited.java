package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers, in debug mode, which coroutines were made and where, to report those that nobody
 * awaited.
 */
final class Unawaited {
  private static final int SWEEP_AT_LEAST = 1_000;

  private record Made(Frame<?> frame, String place) {}

  private List<Made> made = new ArrayList<>();
  private int sweepAt = SWEEP_AT_LEAST;

  void add(Frame<?> frame) {
    made.add(new Made(frame, Callers.place()));
    if (made.size() >= sweepAt) {
      sweep();
    }
  }

  /** Reports every coroutine that is still cold. */
  void report(Reports reports) {
    sweep();
    List<Made> rest = made;
    made = new ArrayList<>();
    for (Made each : rest) {
      reports.report(
          each.frame
              + " was created at "
              + each.place
              + " and never awaited, so it did not run. Await it, make it a task with createTask(...), or give it up"
              + " with close().",
          null,
          null);
    }
  }

  private void sweep() {
    made.removeIf(each -> !each.frame.isCold());
    sweepAt = Math.max(SWEEP_AT_LEAST, made.size() * 2);
  }
}
