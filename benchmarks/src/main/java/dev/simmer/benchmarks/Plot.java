package dev.simmer.benchmarks;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * Draws a comparison as SVG: a row a workload, a dot a contestant, placed by how many times as long
 * as the hand-written state machine it takes. The scale is logarithmic.
 */
final class Plot {
  private static final int LEFT = 270;
  private static final int WIDTH = 620;
  private static final int TOP = 64;
  private static final int ROW = 26;
  private static final double LEAST = 0.5;

  private static final Map<String, String> COLOURS =
      Map.ofEntries(
          entry(Contestants.DIRECT, "#9e9e9e"),
          entry(Contestants.HAND, "#424242"),
          entry(Contestants.SIMMER, "#d62728"),
          entry(Contestants.KOTLIN, "#7f52ff"),
          entry(Contestants.KOTLIN_DEFAULT, "#c3aaff"),
          entry("vt1", "#1f77b4"),
          entry("vt2", "#7fb8e6"),
          entry("ea-async", "#8c564b"),
          entry("futures", "#e69f00"),
          entry("reactor", "#2ca02c"),
          entry(Contestants.NETTY, "#17becf"),
          entry("python", "#bcbd22"));

  private final Comparison comparison;
  private final Svg svg = new Svg();
  private final double most;

  private Plot(Comparison comparison) {
    this.comparison = comparison;
    double largest = 10;
    for (String workload : comparison.workloads()) {
      for (String contestant : comparison.contestants()) {
        double ratio = comparison.ratio(workload, contestant, Contestants.HAND);
        largest = Double.isNaN(ratio) ? largest : Math.max(largest, ratio);
      }
    }
    most = largest * 1.2;
  }

  static String of(Comparison comparison) {
    return new Plot(comparison).draw();
  }

  static String colour(String contestant) {
    return COLOURS.getOrDefault(contestant, "black");
  }

  private String draw() {
    List<String> workloads =
        comparison.workloads().stream()
            .filter(id -> !id.equals(Programs.REQUESTS_A_SECOND))
            .filter(id -> comparison.find(id, Contestants.HAND).isPresent())
            .toList();
    int bottom = TOP + ROW * workloads.size();
    svg.begin(LEFT + WIDTH + 20, bottom + 40);
    legend();
    for (double tick = 1; tick <= most; tick *= 10) {
      svg.line(x(tick), TOP - 8, x(tick), bottom, "#cccccc");
      svg.text(
          x(tick), bottom + 16, "middle", Table.number(tick).replace(".00", "").replace(".0", ""));
    }
    svg.text(LEFT + WIDTH / 2.0, bottom + 34, "middle", "times as much as by hand; left is better");
    for (int row = 0; row < workloads.size(); row++) {
      row(workloads.get(row), TOP + ROW * row + ROW / 2);
    }
    return svg.end();
  }

  private void legend() {
    double x = 12;
    for (String contestant : comparison.contestants()) {
      dot(x, 22, contestant);
      svg.text(x + 9, 26, "start", contestant);
      x += 28 + 7.2 * contestant.length();
    }
  }

  private void row(String workload, int y) {
    svg.text(LEFT - 12, y + 4, "end", workload + " " + comparison.titles().get(workload));
    svg.line(LEFT, y, LEFT + WIDTH, y, "#eeeeee");
    for (String contestant : comparison.contestants()) {
      double ratio = comparison.ratio(workload, contestant, Contestants.HAND);
      if (!Double.isNaN(ratio)) {
        dot(x(ratio), y, contestant);
      }
    }
  }

  private void dot(double x, int y, String contestant) {
    svg.dot(x, y, contestant.equals(Contestants.SIMMER) ? 6 : 4, colour(contestant));
  }

  private double x(double ratio) {
    double bounded = Math.max(ratio, LEAST);
    return LEFT + WIDTH * Math.log(bounded / LEAST) / Math.log(most / LEAST);
  }
}
