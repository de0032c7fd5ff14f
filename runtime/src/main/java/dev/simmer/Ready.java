package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Something the loop can run, and its own node in the one list it is in: the ready queue, the
 * inbox, or the waiters of a {@link Deferred}.
 */
abstract class Ready {
  /** The next in the list; null outside a list and at the end of one. */
  @Nullable Ready next;

  /** Runs one step on the loop's thread; never throws. */
  abstract void run(Loop loop);
}
