package dev.simmer;

/**
 * What a suspended task waits for: a {@link Deferred}, its own {@link Leaf} or {@link Sleep.Until},
 * a {@link QueueWait} that it mostly shares with others, or its {@link Yield.Turn}.
 */
interface Wait {}
