/**
 * asyncio for Java: coroutines, tasks and the loop that runs them on one thread.
 *
 * <p>Start at {@link dev.simmer.Simmer}, whose functions are made for static import. Nothing in
 * this package is null unless it says so.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer;
