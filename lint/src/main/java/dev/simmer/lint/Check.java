package dev.simmer.lint;

/** Judges the facts of one class by one or a few rules. */
interface Check {

  /** Reports what only the facts of the whole class show. */
  default void check(ClassFacts facts) {}

  /** Reports what only the whole compilation shows, now that every class has been checked. */
  default void finish() {}
}
