package dev.simmer.differential;

import dev.simmer.differential.journal.Plan;
import dev.simmer.differential.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * A program that behaves differently, or cannot be compiled or verified, in the subject's world.
 *
 * @param entry which of its entries was run
 * @param plan how it was run; null when it came to no run
 * @param options the compiler's options
 */
public record Finding(
    Kind kind,
    Program program,
    int entry,
    @Nullable Plan plan,
    java.util.List<String> options,
    String text) {
  /** What went wrong. */
  public enum Kind {
    /** The subject's compiler reported an error. */
    REJECTED,
    /** javac writes another class file when the processor is there, before any rewriting. */
    INFLUENCED,
    /** A class file does not verify. */
    UNVERIFIABLE,
    /** The runs differ. */
    DIFFERENT,
    /** The subject's run did not end. */
    ENDLESS
  }

  @Override
  public String toString() {
    return kind
        + " seed "
        + program.seed()
        + " release "
        + program.release()
        + " entry "
        + entry
        + " plan "
        + plan
        + " options "
        + options
        + "\n"
        + text;
  }
}
