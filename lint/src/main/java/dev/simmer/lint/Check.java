package dev.simmer.lint;

import javax.lang.model.element.TypeElement;

/** Judges the facts of one class by one or a few rules. */
interface Check {

  /** Tells whether classes in which nothing is async concern it too. */
  default boolean isAboutPlainClasses() {
    return false;
  }

  /** Reports what only the facts of the whole class show. */
  default void check(ClassFacts facts) {}

  /** Hears of classes of this compilation that were not judged: they have nothing async. */
  default void passOver(TypeElement type) {}

  /** Reports what only the whole compilation shows, now that every class has been checked. */
  default void finish() {}
}
