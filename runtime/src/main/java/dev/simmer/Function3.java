package dev.simmer;

/**
 * Combines 3 values into one, for the typed forms of {@code gather}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Function3<A, B, C, R> {
  /**
   * Combines the values; does not suspend.
   *
   * @param a the first argument
   * @param b the second argument
   * @param c the third argument
   * @return the combination
   */
  R apply(A a, B b, C c);
}
