package dev.simmer.examples.upstream;

/**
 * How the fetching of one item ended: a task group cancels the others for a failure, so here a
 * failure is a value.
 */
sealed interface Answer {
  /** The upstream sent the item. */
  record Found(Item item) implements Answer {}

  /** The item could not be had; the sentence says why. */
  record Lost(int id, String why) implements Answer {}
}
