package dev.simmer;

import java.time.Duration;

/** Durations as the loop counts them: in nanoseconds, where too many to count means for ever. */
final class Durations {
  static final long FOREVER = Long.MAX_VALUE;

  private Durations() {}

  static long nanos(Duration duration) {
    if (duration == null) {
      throw new NullPointerException("a Duration is needed here, and null was given");
    }
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : FOREVER;
    }
  }

  /** Adds without running over. */
  static long plus(long time, long nanos) {
    long sum = time + nanos;
    return ((time ^ sum) & (nanos ^ sum)) < 0 ? (nanos > 0 ? FOREVER : Long.MIN_VALUE) : sum;
  }

  static String text(long nanos) {
    return nanos == FOREVER
        ? "for ever"
        : Duration.ofNanos(nanos).toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
