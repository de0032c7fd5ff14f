package dev.simmer.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * One way to cancel a call.
 *
 * @param event whether the event happens while the call may wait, or only when nobody does
 * @param turn counts from the start or from the event, where the moment says so
 * @param seed shuffles the tasks of a turn; null for first come, first served
 */
record Case(Company company, How how, Moment moment, int turn, boolean event, @Nullable Long seed) {
  /** Who else waits for the same thing. */
  enum Company {
    NOBODY,
    SOMEBODY_BEFORE,
    SOMEBODY_AFTER,
    SOMEBODY_WHO_IS_CANCELLED_TOO
  }

  enum How {
    ONCE,
    TWICE,
    AGAIN_A_TURN_LATER,
    /** The task that awaits the call's own task is cancelled. */
    BY_ITS_AWAITER,
    /** By a timeout block around it that is moved to expire now. */
    BY_A_TIMEOUT,
    /** While a timeout block around it expires at the moment of the event. */
    BESIDE_A_TIMEOUT
  }

  enum Moment {
    NEVER,
    BEFORE_ITS_FIRST_STEP,
    TURNS_AFTER_ITS_START,
    /** In the same turn. */
    BEFORE_THE_EVENT,
    /** With no turn between, in the same turn. */
    TURNS_AFTER_THE_EVENT
  }

  boolean isByTimeout() {
    return how == How.BY_A_TIMEOUT;
  }
}
