package dev.simmer;

/**
 * Holds a lock or one permit of a semaphore until it is closed.
 *
 * <pre>{@code
 * try (Permit permit = await(lock.acquire())) {
 *   account.withdraw(amount);
 * }
 * }</pre>
 *
 * <p>Mirrors {@code async with lock}.
 */
public interface Permit extends AutoCloseable {
  /**
   * Releases, once: closing it again does nothing. Does not suspend; call it on the loop's thread.
   */
  @Override
  void close();
}
