package dev.simmer.differential.library;

/** Why a method is not copied, or its copy not kept. */
enum Skip {
  NO_CODE("abstract or native"),
  CONSTRUCTOR("constructor or initialiser"),
  SYNCHRONIZED("synchronized method or block"),
  COMPILER_MADE("made by the compiler, not a lambda"),
  NOTHING_AWAITED("lambda without a call to await"),
  SUBROUTINE("whole class, for its subroutines (jsr)"),
  FAILED("failure of the rewriter"),
  TOO_LARGE("too large with its awaits"),
  TOO_MANY_ARGUMENTS("too many arguments"),
  CLASS_MISSING("class that needs one that is not there");

  private final String text;

  Skip(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
