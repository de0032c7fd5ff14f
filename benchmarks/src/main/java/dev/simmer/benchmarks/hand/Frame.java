package dev.simmer.benchmarks.hand;

/**
 * A coroutine as an expert would write it for one purpose: a state machine that is its own frame,
 * task and queue entry.
 */
abstract class Frame {
  /** Who goes on when this ends; null for the outermost. */
  Frame caller;

  int state;
  int result;

  /**
   * Runs on from {@link #state}.
   *
   * @return whether it has ended; if not, it has seen to it that it is resumed
   */
  abstract boolean step(EventLoop loop);
}
