package dev.simmer;

/**
 * Names what {@code await} accepts: a coroutine, a result that arrives later, or an event.
 *
 * <pre>{@code
 * Awaitable<String> page = fetch(url);
 * String text = await(page);
 * }</pre>
 *
 * <p>Adapt anything else through a {@link Promise} or {@link Simmer#deferred}. Mirrors asyncio's
 * awaitables.
 *
 * @param <T> the type of the result
 */
public sealed interface Awaitable<T> permits Coroutine, Deferred, AsyncEvent {}
