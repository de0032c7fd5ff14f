package dev.simmer;

/**
 * Makes the coroutine of an async lambda that may throw anything.
 *
 * <pre>{@code
 * Task<String> page = createTask(() -> fetch(url));
 * }</pre>
 *
 * <p>What it throws is the failure of the task that runs it. Mirrors a nested {@code async def}.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AsyncCallable<T> extends AsyncBody<T, Exception> {}
