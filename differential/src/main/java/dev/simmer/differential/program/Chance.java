package dev.simmer.differential.program;

import java.util.List;
import java.util.SplittableRandom;

/** Decides, the same way for the same seed, and hands out names. */
final class Chance {
  private final SplittableRandom random;
  private int names;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Says yes in so many of a hundred cases. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** Returns a number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Returns a name that the program does not have yet. */
  String name(String prefix) {
    return prefix + ++names;
  }

  /** Returns a number that the program does not have yet, to tell places in its trace apart. */
  int place() {
    return ++names;
  }
}
