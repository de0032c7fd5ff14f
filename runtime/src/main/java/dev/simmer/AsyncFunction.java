package dev.simmer;

/**
 * Makes a coroutine for an argument, as method references to {@link Async} methods do.
 *
 * <pre>{@code
 * List<String> pages = await(gather(urls, this::fetch));
 * }</pre>
 *
 * <p>Mirrors an {@code async def} that is passed to a function.
 *
 * @param <A> the type of the argument
 * @param <T> the type of the result
 * @param <X> the checked exception
 */
@FunctionalInterface
public interface AsyncFunction<A, T, X extends Exception> {
  /**
   * Makes the coroutine; does not suspend.
   *
   * @param argument what to work on
   * @return the coroutine to run
   * @throws X what the function's own code may throw before it awaits
   */
  Coroutine<T> apply(A argument) throws X;
}
