package dev.simmer;

/**
 * Does something on a thread where blocking is allowed.
 *
 * <pre>{@code
 * await(toThread(() -> Files.delete(path)));
 * }</pre>
 *
 * @param <X> the checked exception
 */
@FunctionalInterface
public interface ThrowingRunnable<X extends Exception> {
  /**
   * Does it.
   *
   * @throws X when it cannot
   */
  void run() throws X;
}
