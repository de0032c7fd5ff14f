package dev.simmer.examples.upstream;

import java.time.Duration;

/**
 * Counts what one run does. Only the loop's thread touches it, and nothing else runs between two
 * awaits: no locks, no atomics.
 */
final class Statistics {
  private final Duration latency;
  private int calls;
  private int failures;
  private int items;
  private int inFlight;
  private int peakInFlight;
  private long longestChain;

  Statistics(Duration latency) {
    this.latency = latency;
  }

  void callStarted() {
    calls++;
    inFlight++;
    peakInFlight = Math.max(peakInFlight, inFlight);
  }

  void callEnded(boolean answered) {
    inFlight--;
    if (!answered) {
      failures++;
    }
  }

  /**
   * Notes that an item took {@code attempts} calls and paused for {@code waited} nanoseconds
   * between them.
   */
  void itemEnded(int attempts, long waited) {
    items++;
    longestChain = Math.max(longestChain, attempts * latency.toNanos() + waited);
  }

  int calls() {
    return calls;
  }

  int failures() {
    return failures;
  }

  /** Returns the calls beyond the first one of each item. */
  int retries() {
    return calls - items;
  }

  int inFlight() {
    return inFlight;
  }

  int peakInFlight() {
    return peakInFlight;
  }

  /**
   * Returns the time below which nobody can get with {@code limit} calls at once: all calls shared
   * out evenly, or the item that needed the most of them, whichever is longer.
   */
  Duration floor(int limit) {
    long shared = (long) Math.ceil((double) calls / limit * latency.toNanos());
    return Duration.ofNanos(Math.max(shared, longestChain));
  }
}
