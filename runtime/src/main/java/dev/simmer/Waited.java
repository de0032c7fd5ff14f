package dev.simmer;

import java.util.Set;

/**
 * Holds what had ended and what had not when a {@code waitAll}, {@code waitAny} or {@code
 * waitFirstException} ended.
 *
 * <p>Mirrors the pair {@code (done, pending)} of {@code asyncio.wait}.
 *
 * @param done those that ended, in the order they were given
 * @param pending the others, in the order they were given
 * @param <D> the type of the awaited objects
 */
public record Waited<D>(Set<D> done, Set<D> pending) {}
