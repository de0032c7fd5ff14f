package dev.simmer;

/**
 * What a suspended task waits for: a {@link Deferred}, its own {@link Leaf}, a {@link QueueWait} or
 * a {@link Sleep} that it shares with others, or its turn ({@link Yield#TURN}).
 */
interface Wait {}
