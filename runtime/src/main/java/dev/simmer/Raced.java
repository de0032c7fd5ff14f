package dev.simmer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds how a {@code staggeredRace} was won.
 *
 * <p>Mirrors the triple that {@code asyncio.staggered.staggered_race} returns.
 *
 * @param value what the winner gave; may be null
 * @param winner the place of the winner among the contestants, from 0 on
 * @param failures what the others failed with, in the order they did
 * @param <T> the type of the result
 */
public record Raced<T>(@Nullable T value, int winner, List<Throwable> failures) {}
