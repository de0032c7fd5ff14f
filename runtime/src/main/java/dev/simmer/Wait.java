package dev.simmer;

/**
 * What a suspended task waits for: a {@link Deferred}, its own {@link Leaf} or {@link Sleep.Until},
 * a {@link QueueWait} that it shares with others, or its {@link #TURN}.
 */
interface Wait {
  /** What every task waits for that gives way; a cancel arrives with the turn. */
  Wait TURN = new Wait() {};
}
