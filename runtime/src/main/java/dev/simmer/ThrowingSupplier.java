package dev.simmer;

/**
 * Computes a value on a thread where blocking is allowed.
 *
 * <pre>{@code
 * String text = await(toThread(() -> Files.readString(path)));
 * }</pre>
 *
 * @param <T> the type of the value
 * @param <X> the checked exception
 */
@FunctionalInterface
public interface ThrowingSupplier<T, X extends Exception> {
  /**
   * Computes the value.
   *
   * @return the value
   * @throws X when it cannot
   */
  T get() throws X;
}
