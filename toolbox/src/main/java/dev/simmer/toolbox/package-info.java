/**
 * Small pieces that every asyncio program writes by hand: asynchronous iteration, retries, rate
 * limits, CPU-bound work.
 *
 * <p>Each stands alone, and is written with {@link dev.simmer.Async} like any program. Nothing in
 * this package is null unless it says so.
 */
@org.jspecify.annotations.NullMarked
package dev.simmer.toolbox;
