package dev.simmer;

/**
 * What a suspended task waits for: a {@link Deferred}, its own {@link Leaf}, a {@link QueueWait}
 * that it shares with others, its turn ({@link Yield#TURN}), or the {@link Delivery} of an error.
 */
interface Wait {}
