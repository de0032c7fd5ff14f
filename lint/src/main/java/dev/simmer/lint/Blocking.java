package dev.simmer.lint;

import org.jspecify.annotations.Nullable;

/**
 * What makes a call a blocking one.
 *
 * @param name how a message calls it: {@code Thread.sleep}
 * @param category what it waits for
 * @param tier how sure that is
 * @param fix what to write instead, as a template, or null for the usual way out
 */
record Blocking(String name, String category, Tier tier, @Nullable String fix) {

  /** The category of {@code run}: it blocks nobody, because it fails. */
  static final String LOOP = "loop";

  /**
   * Tells whether a path to it is worth reporting: locks and slow calls have rules of their own.
   */
  boolean isReportedAlongPaths() {
    return rule() == Rule.BLOCKING_CALL;
  }

  /** Returns the rule that a direct call of it breaks. */
  Rule rule() {
    if (tier == Tier.SLOW) {
      return Rule.SLOW_CALL;
    }
    return switch (category) {
      case "parallel" -> Rule.PARALLEL_JOIN;
      case "lock" -> tier == Tier.CERTAIN ? Rule.BLOCKING_CALL : Rule.LOCK_CONTENTION;
      default -> Rule.BLOCKING_CALL;
    };
  }
}
