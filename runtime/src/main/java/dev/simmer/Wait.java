package dev.simmer;

import org.jspecify.annotations.Nullable;

/** What a suspended task waits for. */
interface Wait {
  /**
   * Asks the wait to end by cancellation.
   *
   * @return true when the task will be made ready by this; false when the wait has ended already
   */
  boolean cancel(@Nullable String message);
}
