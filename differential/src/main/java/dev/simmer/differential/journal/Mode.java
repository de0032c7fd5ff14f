package dev.simmer.differential.journal;

/** When the awaitables of a run have their values. */
public enum Mode {
  /** At once: nothing ever suspends. */
  READY,
  /** In a later turn of the loop: every await suspends. */
  SUSPENDED,
  /** A seeded mix of both. */
  MIXED,
  /** When another thread hands them in. */
  THREAD
}
