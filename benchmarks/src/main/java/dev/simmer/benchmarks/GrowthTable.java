package dev.simmer.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes what a task costs as there are more of them as Markdown. */
record GrowthTable(List<GrowthPoint> points) {
  static final Map<String, String> TITLES =
      Map.of(
          "W3", "spawn and gather",
          "W4", "skynet",
          "W6ss", "sleeping, start",
          "W6sc", "sleeping, cancel",
          "W6ps", "parked, start",
          "W6pc", "parked, cancel",
          "W7", "sleeps of up to 1 s");

  /** Says what is in a table's cell of some number of tasks. */
  private interface Cell {
    String of(GrowthPoint point);
  }

  String of(Map<String, String> machine, List<String> leftOut) {
    StringBuilder text = new StringBuilder();
    machine.forEach(
        (fact, value) -> text.append("- ").append(fact).append(": ").append(value).append('\n'));
    text.append(
            "\nNanoseconds of processor time for a task, in brackets the collector's part of them. ")
        .append(
            "The last column is the power of the number of tasks with which all of them grow, in ")
        .append("brackets without the collector; 1 is linear.\n");
    table(
        text,
        point -> Table.number(point.nanos()) + " (" + Table.number(point.collectorNanos()) + ")",
        known ->
            power(known, GrowthPoint::nanos)
                + " ("
                + power(known, point -> point.nanos() - point.collectorNanos())
                + ")");
    text.append(
        "\nBytes for a task: in W6 what it keeps while it waits, else what is allocated.\n");
    table(text, point -> Table.number(point.bytes()), known -> power(known, GrowthPoint::bytes));
    leftOut.forEach(what -> text.append("\nLeft out: ").append(what).append('\n'));
    return text.toString();
  }

  private void table(StringBuilder text, Cell cell, Function<List<GrowthPoint>, String> power) {
    Collection<Integer> sizes = new TreeSet<>(points.stream().map(GrowthPoint::tasks).toList());
    text.append("\n| | |");
    sizes.forEach(tasks -> text.append(String.format(Locale.ROOT, " %,d |", tasks)));
    text.append(" power |\n|---|---|").append("---:|".repeat(sizes.size() + 1)).append('\n');
    for (String workload : distinct(points, true)) {
      for (String contestant : distinct(points, false)) {
        List<GrowthPoint> known = find(workload, contestant);
        if (known.stream().allMatch(point -> cell.of(point).equals("-"))) {
          continue;
        }
        text.append("| ").append(workload).append(' ').append(TITLES.get(workload));
        text.append(" | ").append(contestant).append(" |");
        for (int tasks : sizes) {
          Optional<GrowthPoint> point = known.stream().filter(p -> p.tasks() == tasks).findFirst();
          text.append(' ').append(point.map(cell::of).orElse("-")).append(" |");
        }
        text.append(' ').append(power.apply(known)).append(" |\n");
      }
    }
  }

  /** Says with what power of the number of tasks a figure for all grows, from first to last. */
  private static String power(List<GrowthPoint> known, ToDoubleFunction<GrowthPoint> figure) {
    GrowthPoint first = known.get(0);
    GrowthPoint last = known.get(known.size() - 1);
    double times = figure.applyAsDouble(last) / figure.applyAsDouble(first);
    return Table.number(1 + Math.log(times) / Math.log((double) last.tasks() / first.tasks()));
  }

  private List<GrowthPoint> find(String workload, String contestant) {
    return points.stream()
        .filter(p -> p.workload().equals(workload) && p.contestant().equals(contestant))
        .sorted(Comparator.comparingInt(GrowthPoint::tasks))
        .toList();
  }

  static List<String> distinct(List<GrowthPoint> points, boolean workloads) {
    return points.stream()
        .map(point -> workloads ? point.workload() : point.contestant())
        .distinct()
        .toList();
  }
}
