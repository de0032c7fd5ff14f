package dev.simmer.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a comparison as Markdown: the figures, and how they stand to the targets. */
final class Table {
  private final Comparison comparison;
  private final StringBuilder text = new StringBuilder();

  private Table(Comparison comparison) {
    this.comparison = comparison;
  }

  static String of(Comparison comparison) {
    Table table = new Table(comparison);
    table.machine();
    table.figures();
    table.bytes();
    table.targets();
    table.peers();
    return table.text.toString();
  }

  private void machine() {
    for (Map.Entry<String, String> entry : comparison.machine().entrySet()) {
      text.append("- ").append(entry.getKey()).append(": ").append(entry.getValue()).append('\n');
    }
  }

  private void figures() {
    List<String> contestants = comparison.contestants();
    text.append(
            "\nNanoseconds each; in brackets how many times as long as `hand`. What others disturbed, by")
        .append(" a tenth of a processor or more, has a ~.\n\n| |");
    contestants.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append("\n|---|").append("---:|".repeat(contestants.size())).append('\n');
    for (String workload : comparison.workloads()) {
      text.append("| ").append(label(workload)).append(" |");
      for (String contestant : contestants) {
        double value = comparison.median(workload, contestant);
        double ratio = comparison.ratio(workload, contestant, Contestants.HAND);
        boolean disturbed =
            comparison.find(workload, contestant).map(Measurement::isDisturbed).orElse(false);
        text.append(disturbed ? " ~" : " ").append(number(value));
        if (!Double.isNaN(ratio) && !contestant.equals(Contestants.HAND)) {
          text.append(" (").append(number(ratio)).append("x)");
        }
        text.append(" |");
      }
      text.append('\n');
    }
  }

  private void bytes() {
    List<String> contestants = comparison.contestants();
    text.append("\nBytes allocated for each.\n\n| |");
    contestants.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append("\n|---|").append("---:|".repeat(contestants.size())).append('\n');
    for (String workload : comparison.workloads()) {
      if (contestants.stream().allMatch(name -> Double.isNaN(bytes(workload, name)))) {
        continue;
      }
      text.append("| ").append(label(workload)).append(" |");
      for (String contestant : contestants) {
        double bytes = bytes(workload, contestant);
        text.append(' ')
            .append(Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%.0f", bytes))
            .append(" |");
      }
      text.append('\n');
    }
  }

  private double bytes(String workload, String contestant) {
    return comparison.find(workload, contestant).map(Measurement::medianBytes).orElse(Double.NaN);
  }

  private void targets() {
    text.append("\n| Target | at most | is | |\n|---|---:|---:|---|\n");
    for (Target target : Target.ALL) {
      double is = target.figure().applyAsDouble(comparison);
      String verdict = Double.isNaN(is) ? "not measured" : target.isMet(is) ? "met" : "missed";
      row(
          label(target.workload()) + ", " + target.of(),
          number(target.limit()),
          number(is),
          verdict);
    }
  }

  /** Holds the peers against what another harness found: all that differ, and why. */
  private void peers() {
    List<Peers.Difference> all = new Peers().differences(comparison);
    if (all.isEmpty()) {
      return;
    }
    List<Peers.Difference> differ = all.stream().filter(each -> !each.isAlike()).toList();
    text.append("\nThe peers of ")
        .append(all.size() - differ.size())
        .append(" of ")
        .append(all.size())
        .append(" figures stand to `hand` as in another harness, within 30 %. The others:\n\n")
        .append("| | peer | times `hand` there | here | why |\n|---|---|---:|---:|---|\n");
    for (Peers.Difference each : differ) {
      row(
          label(each.workload()),
          each.contestant(),
          number(each.ratioThere()),
          number(each.ratioHere()),
          each.why());
    }
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private String label(String workload) {
    return workload + " " + comparison.titles().get(workload);
  }

  /** Writes a number with three digits that count. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
