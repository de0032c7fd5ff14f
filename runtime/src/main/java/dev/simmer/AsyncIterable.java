package dev.simmer;

/**
 * Can be iterated with waits between its elements: {@code for (var x : each(source))}.
 *
 * <p>Mirrors an object with {@code __aiter__}.
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterable<T> {
  /**
   * Starts an iteration; does not suspend.
   *
   * @return the iterator
   */
  AsyncIterator<T> asyncIterator();
}
