package dev.simmer.differential.journal;

import org.jspecify.annotations.Nullable;

/**
 * What an awaitable that the program asks for shall do.
 *
 * @param suspends whether its value comes later
 * @param injection what happens when it is awaited instead of its value
 */
public record Leaf(boolean suspends, @Nullable Injection injection) {}
