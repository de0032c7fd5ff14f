package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Brings the end of foreign work to the loop; made on any thread, run on the loop's. */
abstract class Arrival extends Ready {
  private final Loop loop;
  private final int weight;
  private boolean inFlight;
  private @Nullable Object value;
  private @Nullable Throwable failure;

  /**
   * Expects work to end; on the loop's thread.
   *
   * @param foreign whether it goes on outside the loop, so that virtual time has to stand still for
   *     it
   */
  Arrival(Loop loop, boolean foreign) {
    this.loop = loop;
    this.weight = foreign ? 1 : 0;
    this.inFlight = true;
    loop.foreignWork(weight);
  }

  /** Takes the outcome, once, from the thread that has it. */
  final void arrive(@Nullable Object result, @Nullable Throwable thrown) {
    value = result;
    failure = thrown;
    if (loop.isOwnThread()) {
      loop.ready.add(this);
    } else {
      // False when the loop has closed: everything that could wait for this has ended, so nothing
      // is lost.
      loop.handIn(this);
    }
  }

  /** Stops counting; nobody waits any more. On the loop's thread. */
  final void giveUp() {
    if (inFlight) {
      inFlight = false;
      loop.foreignWork(-weight);
    }
  }

  @Override
  final void run(Loop on) {
    if (inFlight) {
      giveUp();
      ended(value, failure);
    }
  }

  /** Hands the outcome to who waits. */
  abstract void ended(@Nullable Object result, @Nullable Throwable thrown);
}
