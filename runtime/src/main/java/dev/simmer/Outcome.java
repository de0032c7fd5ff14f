package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Holds how one of several awaitables ended.
 *
 * <pre>{@code
 * for (Outcome<String> page : await(gatherSettled(pages))) {
 *   if (page instanceof Outcome.Failure<String> failure) {
 *     log(failure.exception());
 *   }
 * }
 * }</pre>
 *
 * <p>A cancelled one is a failure with its {@link CancelledError}. Mirrors {@code
 * gather(return_exceptions=True)}.
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T> {
  /**
   * Holds a value.
   *
   * @param value the value; null where the awaitable's result is null
   * @param <T> the type of the value
   */
  record Success<T>(@Nullable T value) implements Outcome<T> {}

  /**
   * Holds what went wrong.
   *
   * @param exception the very exception
   * @param <T> the type of the value there would have been
   */
  record Failure<T>(Throwable exception) implements Outcome<T> {}
}
