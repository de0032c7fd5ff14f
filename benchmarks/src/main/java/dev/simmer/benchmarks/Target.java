package dev.simmer.benchmarks;

import java.util.List;

/**
 * What Simmer is to reach in a workload.
 *
 * @param workload whose id
 * @param to the contestant that it is measured by; empty for a limit in bytes
 * @param limit how many times as long as that one it may take, or how many bytes
 */
record Target(String workload, String to, double limit) {
  static final List<Target> ALL =
      List.of(
          new Target("W1a", Contestants.DIRECT, 1.5),
          bytes("W1a", 0),
          bytes("W1b", 0),
          new Target("W1p", Contestants.DIRECT, 1.3),
          bytes("W1p", 0),
          new Target("W1s", Contestants.DIRECT, 1.3),
          bytes("W1s", 0),
          new Target("W1c", Contestants.DIRECT, 1.3),
          bytes("W1c", 0),
          new Target("W1i", Contestants.DIRECT, 1.6),
          bytes("W1i", 0),
          new Target("W2a", Contestants.KOTLIN, 0.2),
          new Target("W2b", Contestants.KOTLIN, 0.75),
          bytes("W2b", 500),
          new Target("W2c", Contestants.KOTLIN, 0.3),
          new Target("W2d", Contestants.KOTLIN, 0.3),
          new Target("W3", Contestants.KOTLIN, 0.17),
          bytes("W3", 96),
          new Target("W4", Contestants.KOTLIN, 0.17),
          new Target("W5a", Contestants.KOTLIN, 0.17),
          new Target("W5b", Contestants.KOTLIN, 0.18),
          new Target("W5c", Contestants.KOTLIN, 0.17));

  private static Target bytes(String workload, double limit) {
    return new Target(workload, "", limit);
  }

  /** Says what the limit is a limit of. */
  String of() {
    return to.isEmpty() ? "bytes" : "times " + to;
  }

  /** Returns what was measured; NaN where it was not. */
  double measured(Comparison comparison) {
    if (to.isEmpty()) {
      // What a run allocates once, for the loop and the main task, is less than a byte for each.
      return Math.floor(
          comparison
              .find(workload, Contestants.SIMMER)
              .map(Measurement::medianBytes)
              .orElse(Double.NaN));
    }
    return comparison.ratio(workload, Contestants.SIMMER, to);
  }
}
