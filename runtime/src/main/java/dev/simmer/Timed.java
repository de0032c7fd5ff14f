package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Something other than a task that waits in {@link Timers}, and its own node there. */
abstract class Timed extends Ready {
  /** The one before this in its ring; null while it does not wait there. */
  @Nullable Ready previous;

  /** When it is due. */
  long deadline;

  /** Is called once when the time has come; only hands itself to the ready queue. */
  abstract void due(Loop loop);
}
