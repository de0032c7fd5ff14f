package dev.simmer;

/**
 * Is closed with a wait at the end of a try-with-resources block.
 *
 * <pre>{@code
 * try (Connection connection = await(open(address))) {
 *   await(connection.send(request));
 * } // waits for closeAsync()
 * }</pre>
 *
 * <p>Mirrors an object with {@code __aexit__}.
 */
public interface AsyncCloseable extends AutoCloseable {
  /**
   * Closes the resource.
   *
   * @return a coroutine that ends when it is closed
   * @throws Exception when closing cannot begin
   */
  Coroutine<Void> closeAsync() throws Exception;

  /**
   * Is never called: in async code the processor makes it {@code await(closeAsync())}.
   *
   * @throws IllegalStateException when code that was not rewritten calls it
   */
  @Override
  default void close() {
    throw NotRewritten.error("the close of an AsyncCloseable");
  }
}
