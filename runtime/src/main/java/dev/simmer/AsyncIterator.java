package dev.simmer;

/**
 * Hands out elements one by one, waiting for the next where it must.
 *
 * <pre>{@code
 * while (await(lines.hasNext())) {
 *   handle(lines.next());
 * }
 * }</pre>
 *
 * <p>Mirrors an object with {@code __anext__}.
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterator<T> {
  /**
   * Waits until it is known whether there is another element.
   *
   * @return a coroutine that yields true when {@link #next} has one
   */
  Coroutine<Boolean> hasNext();

  /**
   * Returns the element that {@link #hasNext} found; does not suspend.
   *
   * @return the element
   * @throws java.util.NoSuchElementException when there is none
   */
  T next();
}
