package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * The tasks whose sleeps were due one after the other in one turn, as a ring.
 *
 * <p>They become ready where asyncio's timers would complete their futures, one step after the
 * timers themselves.
 */
final class WakeUps extends Ready {
  private @Nullable Ready ring;

  /** Says whether it waits for nobody, and so is in no list itself. */
  boolean isEmpty() {
    return ring == null;
  }

  void add(Ready task) {
    Ready last = ring;
    if (last == null) {
      task.next = task;
    } else {
      task.next = last.next;
      last.next = task;
    }
    ring = task;
  }

  @Override
  void run(Loop loop) {
    Ready woken = ring;
    if (woken != null) {
      ring = null;
      loop.ready.addRing(woken);
    }
  }
}
