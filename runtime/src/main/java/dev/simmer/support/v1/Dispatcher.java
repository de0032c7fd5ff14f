package dev.simmer.support.v1;

import org.jspecify.annotations.Nullable;

/**
 * Reaches the private bodies of one rewritten class: each such class has one generated dispatcher
 * in its nest.
 */
public abstract class Dispatcher {
  private static final char UNHANDLED = '-';

  /** The third part of each line of {@link #points}; null before the first look. */
  private String @Nullable [] handled;

  protected Dispatcher() {}

  /**
   * Enters the body numbered {@code method} of the class, which finds its frame in {@link
   * Trampoline#resuming}.
   */
  public abstract @Nullable Object resume(
      int method, int at, EmittedFrame frame, Trampoline trampoline) throws Throwable;

  /**
   * Returns the class's suspension points as text, one line a method after a first line {@code
   * class;file}: {@code name;line of the method,line of state 2,line of state 3,…;handled}. The
   * last part, which older classes lack, has a letter for each state from 2 on: {@code -} where
   * nothing in the method handles what is thrown there.
   */
  protected abstract String points();

  /**
   * Returns the place in the source where a method stands in a state; other states give the
   * method's first line.
   */
  final StackTraceElement position(int method, int state) {
    String[] lines = points().split("\n", -1);
    String[] owner = lines[0].split(";", -1);
    String[] entry = lines[1 + method].split(";", -1);
    String[] numbers = entry[1].split(",", -1);
    int index = state >= 2 && state - 1 < numbers.length ? state - 1 : 0;
    return new StackTraceElement(
        owner[0], entry[0], owner[1].isEmpty() ? null : owner[1], Integer.parseInt(numbers[index]));
  }

  /**
   * Says whether a method in a state would do nothing with an exception but throw it on, so that
   * there is no need to enter it.
   */
  final boolean passesOn(int method, int state) {
    String states = handled(method);
    int index = state - 2;
    return index >= 0 && index < states.length() && states.charAt(index) == UNHANDLED;
  }

  private String handled(int method) {
    String[] all = handled;
    if (all == null) {
      String[] lines = points().split("\n", -1);
      all = new String[lines.length - 1];
      for (int i = 0; i < all.length; i++) {
        String[] entry = lines[1 + i].split(";", -1);
        all[i] = entry.length > 2 ? entry[2] : "";
      }
      handled = all;
    }
    return all[method];
  }
}
