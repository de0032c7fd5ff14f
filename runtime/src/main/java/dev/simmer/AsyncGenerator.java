package dev.simmer;

/**
 * Produces elements with {@code emit}, waiting in between: what an {@link Async} method of this
 * return type gives.
 *
 * <pre>{@code
 * @Async AsyncGenerator<Integer> ticks(int n) {
 *   for (int i = 0; i < n; i++) {
 *     await(sleep(millis(10)));
 *     emit(i);
 *   }
 *   return end();
 * }
 * }</pre>
 *
 * <p>Mirrors asynchronous generators.
 *
 * @param <T> the type of the elements
 */
public abstract class AsyncGenerator<T>
    implements AsyncIterable<T>, AsyncIterator<T>, AsyncCloseable {
  /**
   * Creates the object; only Simmer's own generators do.
   *
   * @hidden
   */
  @SuppressWarnings("InvalidBlockTag") // known to javadoc from JDK 9 on
  protected AsyncGenerator() {}

  /**
   * Ends the generator where it stands: its {@code emit} throws {@link CancelledError}, so that its
   * cleanup runs.
   *
   * @return a coroutine that ends when the generator has
   */
  @Override
  public abstract Coroutine<Void> closeAsync();
}
