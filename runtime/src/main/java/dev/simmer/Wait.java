package dev.simmer;

/**
 * What a suspended task waits for: a {@link Deferred}, its own {@link Leaf} or {@link Sleep.Until},
 * a {@link QueueWait} that it shares with others, or its turn ({@link Yield#TURN}).
 */
interface Wait {}
