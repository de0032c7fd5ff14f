package dev.simmer.benchmarks;

import java.util.Map;

/** Holds the targets' figures of two runs against each other, such as of two JDKs. */
record TwoRuns(Comparison first, Comparison second) {
  /** How much worse a target's figure may be in the second run. */
  private static final double CLOSE = 1.25;

  String table() {
    StringBuilder text = new StringBuilder("| | first | second |\n|---|---|---|\n");
    for (Map.Entry<String, String> fact : first.machine().entrySet()) {
      String other = second.machine().getOrDefault(fact.getKey(), "");
      text.append(row(fact.getKey(), fact.getValue(), other));
    }
    text.append("\n| Target | at most | first | second | second / first | |\n")
        .append("|---|---:|---:|---:|---:|---|\n");
    for (Target target : Target.ALL) {
      double before = target.figure().applyAsDouble(first);
      double after = target.figure().applyAsDouble(second);
      double times = before == after ? 1 : after / before;
      text.append(
          row(
              target.workload() + " " + first.titles().get(target.workload()) + ", " + target.of(),
              Table.number(target.limit()),
              Table.number(before),
              Table.number(after),
              Table.number(times),
              verdict(target, after, times)));
    }
    return text.toString();
  }

  private static String verdict(Target target, double after, double times) {
    if (Double.isNaN(times)) {
      return "not measured";
    }
    String close = times <= CLOSE ? "within 25 %" : "more than 25 % worse";
    return target.isMet(after) ? close + ", met" : close + ", missed";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
