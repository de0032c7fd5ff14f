package dev.simmer.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * What Simmer is to reach in a workload.
 *
 * @param workload whose id
 * @param to the contestant that it is measured by; else what has the limit itself
 * @param limit how many times as long as that one it may take, or the limit
 */
record Target(String workload, String to, double limit) {
  private static final String ALLOCATED = "bytes allocated";
  private static final String VALUE = "itself";

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
          new Target("W5c", Contestants.KOTLIN, 0.17),
          new Target("W9", VALUE, 11_200),
          new Target("W6sh", VALUE, 112),
          new Target("W6ph", VALUE, 96),
          new Target("W6sc", Contestants.KOTLIN, 0.1),
          new Target("W6pc", Contestants.KOTLIN, 0.1),
          new Target("W7a", Contestants.KOTLIN, 0.35),
          new Target("W7m", Contestants.KOTLIN, 1.2),
          new Target("W7p", Contestants.KOTLIN, 1.2),
          new Target("W8c", Contestants.HAND, 1.15),
          new Target("W8c", Contestants.NETTY, 0.8),
          new Target("W10", Contestants.DIRECT, 1.2));

  private static Target bytes(String workload, double limit) {
    return new Target(workload, ALLOCATED, limit);
  }

  /** Says what the limit is a limit of. */
  String of() {
    return to.equals(VALUE) || to.equals(ALLOCATED) ? to : "times " + to;
  }

  /** Returns what was measured; NaN where it was not. */
  double measured(Comparison comparison) {
    Optional<Measurement> ours = comparison.find(workload, Contestants.SIMMER);
    return switch (to) {
      case VALUE -> ours.map(Measurement::median).orElse(Double.NaN);
      // What a run allocates once, for the loop and the main task, is less than a byte for each.
      case ALLOCATED -> Math.floor(ours.map(Measurement::medianBytes).orElse(Double.NaN));
      default -> comparison.ratio(workload, Contestants.SIMMER, to);
    };
  }
}
