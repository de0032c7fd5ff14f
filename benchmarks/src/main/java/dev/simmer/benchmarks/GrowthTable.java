package dev.simmer.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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
        "\nNanoseconds of processor time for a task, in brackets the collector's part of them.\n");
    table(
        text,
        point -> Table.number(point.nanos()) + " (" + Table.number(point.collectorNanos()) + ")");
    text.append(
        "\nBytes for a task: in W6 what it keeps while it waits, else what is allocated.\n");
    table(text, point -> Table.number(point.bytes()));
    leftOut.forEach(what -> text.append("\nLeft out: ").append(what).append('\n'));
    return text.toString();
  }

  private void table(StringBuilder text, Cell cell) {
    Collection<Integer> sizes = new TreeSet<>(points.stream().map(GrowthPoint::tasks).toList());
    text.append("\n| | |");
    sizes.forEach(tasks -> text.append(String.format(Locale.ROOT, " %,d |", tasks)));
    text.append("\n|---|---|").append("---:|".repeat(sizes.size())).append('\n');
    for (String workload : distinct(points, true)) {
      for (String contestant : distinct(points, false)) {
        StringBuilder row = new StringBuilder();
        boolean any = false;
        for (int tasks : sizes) {
          Optional<GrowthPoint> point = find(workload, contestant, tasks);
          String value = point.map(cell::of).orElse("-");
          any |= !value.equals("-");
          row.append(' ').append(value).append(" |");
        }
        if (any) {
          text.append("| ").append(workload).append(' ').append(TITLES.get(workload)).append(" | ");
          text.append(contestant).append(" |").append(row).append('\n');
        }
      }
    }
  }

  private Optional<GrowthPoint> find(String workload, String contestant, int tasks) {
    return points.stream()
        .filter(p -> p.workload().equals(workload))
        .filter(p -> p.contestant().equals(contestant) && p.tasks() == tasks)
        .findFirst();
  }

  static List<String> distinct(List<GrowthPoint> points, boolean workloads) {
    return points.stream()
        .map(point -> workloads ? point.workload() : point.contestant())
        .distinct()
        .toList();
  }
}
