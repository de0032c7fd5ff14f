package dev.simmer.differential.library;

/**
 * Something that the rewriting has done wrong.
 *
 * @param where a class or a method
 */
record Finding(Kind kind, String where, String what) {
  /** What kind of wrong. */
  enum Kind {
    /** The rewriter has failed. */
    FAILED,
    /** The JVM or ASM refuses the class file. */
    REJECTED,
    /** The copy does not do what the original does. */
    DIFFERENT
  }

  @Override
  public String toString() {
    return kind + " " + where + "\n    " + what.strip().replace("\n", "\n    ");
  }
}
