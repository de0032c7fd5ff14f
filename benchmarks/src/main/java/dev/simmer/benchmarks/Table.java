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
    return table.text.toString();
  }

  private void machine() {
    for (Map.Entry<String, String> entry : comparison.machine().entrySet()) {
      text.append("- ").append(entry.getKey()).append(": ").append(entry.getValue()).append('\n');
    }
  }

  private void figures() {
    List<String> contestants = comparison.contestants();
    text.append("\nNanoseconds each; in brackets how many times as long as `hand`.\n\n| |");
    contestants.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append("\n|---|").append("---:|".repeat(contestants.size())).append('\n');
    for (String workload : comparison.workloads()) {
      text.append("| ").append(label(workload)).append(" |");
      for (String contestant : contestants) {
        double value =
            comparison.find(workload, contestant).map(Measurement::median).orElse(Double.NaN);
        double ratio = comparison.ratio(workload, contestant, Contestants.HAND);
        text.append(' ').append(number(value));
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
      text.append("| ").append(label(workload)).append(" |");
      for (String contestant : contestants) {
        double bytes =
            comparison.find(workload, contestant).map(Measurement::medianBytes).orElse(Double.NaN);
        text.append(' ')
            .append(Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%.0f", bytes))
            .append(" |");
      }
      text.append('\n');
    }
  }

  private void targets() {
    text.append("\n| Target | at most | is | |\n|---|---:|---:|---|\n");
    for (Target target : Target.ALL) {
      double is = target.measured(comparison);
      if (!Double.isNaN(is)) {
        text.append("| ")
            .append(label(target.workload()))
            .append(", ")
            .append(target.of())
            .append(" | ")
            .append(number(target.limit()))
            .append(" | ")
            .append(number(is))
            .append(" | ")
            .append(is <= target.limit() ? "met" : "missed")
            .append(" |\n");
      }
    }
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
