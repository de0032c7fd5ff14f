package dev.simmer.benchmarks.workload;

/**
 * W1 and W2: calls that could wait, and calls that do. Every method awaits {@code n} times, one
 * after the other, each call given what the one before returned, so that the result proves them.
 */
public interface Calls {
  /** How many calls deep {@link #chains} are. */
  int DEPTH = 10;

  /**
   * Awaits a callee that has nothing to wait for: one more than the last result and the number of
   * the await, xored, so that no compiler can foretell the last; returns {@link #mixed}.
   */
  default int ready(int n) {
    throw new UnsupportedOperationException();
  }

  /** Returns what {@link #ready} and the like come to. */
  static int mixed(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = (x ^ i) + 1;
    }
    return x;
  }

  /** The same, with a callee that has a place to wait and never gets there. */
  default int framed(int n) {
    throw new UnsupportedOperationException();
  }

  /** {@link #ready} with a static callee. */
  default int staticCallee(int n) {
    throw new UnsupportedOperationException();
  }

  /** {@link #ready} with a callee of another class, called through that class. */
  default int classCallee(int n) {
    throw new UnsupportedOperationException();
  }

  /** {@link #ready} with a callee of another class, called through an interface. */
  default int interfaceCallee(int n) {
    throw new UnsupportedOperationException();
  }

  /** Gives way to the loop and is resumed; returns {@code n}. */
  default int yields(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Awaits a chain of {@link #DEPTH} calls whose innermost gives way once; each adds one, so this
   * returns {@code n * DEPTH}.
   */
  default int chains(int n) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives way {@code n} times at the bottom of {@code depth} waiting callers; returns {@code n +
   * depth}.
   */
  default int yieldsUnder(int depth, int n) {
    throw new UnsupportedOperationException();
  }
}
