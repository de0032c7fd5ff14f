package dev.simmer;

/**
 * Makes the coroutine of an async lambda, naming the checked exception its making may throw.
 *
 * <pre>{@code
 * String page = run(() -> fetch(url)); // fetch(...) throws IOException, so does run(...)
 * }</pre>
 *
 * <p>A lambda whose body awaits is rewritten like an {@link Async} method. Mirrors a nested {@code
 * async def}.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception
 */
@FunctionalInterface
public interface AsyncBody<T, X extends Exception> {
  /**
   * Makes the coroutine; does not suspend.
   *
   * @return the coroutine to run
   * @throws X what the body's own code may throw before it awaits
   */
  Coroutine<T> call() throws X;
}
