package dev.simmer.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What Simmer is to reach in a workload.
 *
 * @param workload whose id
 * @param of what has the limit
 * @param limit the most it may be
 * @param figure what was measured of it; NaN where nothing was
 */
record Target(String workload, String of, double limit, ToDoubleFunction<Comparison> figure) {
  private static final double LONGEST_SLEEP = 999e6;

  static final List<Target> ALL =
      List.of(
          times("W1a", Contestants.DIRECT, 1.5),
          bytes("W1a", 0),
          bytes("W1b", 0),
          times("W1p", Contestants.DIRECT, 1.3),
          bytes("W1p", 0),
          times("W1s", Contestants.DIRECT, 1.3),
          bytes("W1s", 0),
          times("W1c", Contestants.DIRECT, 1.3),
          bytes("W1c", 0),
          times("W1i", Contestants.DIRECT, 1.6),
          bytes("W1i", 0),
          times("W2a", Contestants.KOTLIN, 0.2),
          times("W2b", Contestants.KOTLIN, 0.75),
          bytes("W2b", 500),
          times("W2c", Contestants.KOTLIN, 0.3),
          new Target("W2d", "times W2c", 1.1, c -> ours("W2d", c) / ours("W2c", c)),
          times("W3", Contestants.KOTLIN, 0.17),
          bytes("W3", 96),
          times("W4", Contestants.KOTLIN, 0.17),
          times("W5a", Contestants.KOTLIN, 0.17),
          times("W5b", Contestants.KOTLIN, 0.18),
          times("W5c", Contestants.KOTLIN, 0.17),
          new Target("W6sh", "bytes", 112, c -> ours("W6sh", c)),
          new Target("W6ph", "bytes", 96, c -> ours("W6ph", c)),
          times("W6sc", Contestants.KOTLIN, 0.1),
          times("W6pc", Contestants.KOTLIN, 0.1),
          times("W7a", Contestants.KOTLIN, 0.35),
          new Target("W7a", "beyond the longest sleep, times kotlin", 0.35, Target::beyondSleep),
          times("W7m", Contestants.KOTLIN, 1.2),
          times("W7p", Contestants.KOTLIN, 1.2),
          times("W8c", Contestants.HAND, 1.15),
          times("W8c", Contestants.NETTY, 0.8),
          new Target("W9", "times the ideal", 1.12, c -> ours("W9", c) / 10_000),
          times("W10", Contestants.DIRECT, 1.2));

  boolean isMet(double measured) {
    return measured <= limit;
  }

  private static Target times(String workload, String contestant, double limit) {
    return new Target(
        workload,
        "times " + contestant,
        limit,
        comparison -> comparison.ratio(workload, Contestants.SIMMER, contestant));
  }

  private static Target bytes(String workload, double limit) {
    // What a run allocates once, for the loop and the main task, is less than a byte for each.
    return new Target(
        workload,
        "bytes allocated",
        limit,
        comparison ->
            Math.floor(
                comparison
                    .find(workload, Contestants.SIMMER)
                    .map(Measurement::medianBytes)
                    .orElse(Double.NaN)));
  }

  /** Whoever waits for a sleep of almost a second takes that long. */
  private static double beyondSleep(Comparison comparison) {
    return (ours("W7a", comparison) - LONGEST_SLEEP)
        / (comparison.median("W7a", Contestants.KOTLIN) - LONGEST_SLEEP);
  }

  private static double ours(String workload, Comparison comparison) {
    return comparison.median(workload, Contestants.SIMMER);
  }
}
