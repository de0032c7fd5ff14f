package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Tells the loop's exception handler of something that nobody in the program looked at.
 *
 * <p>Mirrors the {@code context} of asyncio's exception handlers.
 *
 * @param message what happened, as a sentence
 * @param exception the failure, or null
 * @param task the task it belongs to, or null
 */
public record UncaughtEvent(
    String message, @Nullable Throwable exception, @Nullable Task<?> task) {}
