package dev.simmer;

/**
 * Combines 4 values into one, for the typed forms of {@code gather}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface Function4<A, B, C, D, R> {
  /**
   * Combines the values; does not suspend.
   *
   * @param a the first argument
   * @param b the second argument
   * @param c the third argument
   * @param d the fourth argument
   * @return the combination
   */
  R apply(A a, B b, C c, D d);
}
