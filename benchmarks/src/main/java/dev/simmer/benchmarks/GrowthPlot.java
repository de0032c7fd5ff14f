package dev.simmer.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws what a task costs as there are more of them as SVG: a row a workload, time on the left,
 * memory on the right, a line a contestant. All scales are logarithmic: what is flat is linear.
 */
final class GrowthPlot {
  private static final int LEFT = 170;
  private static final int WIDTH = 300;
  private static final int GAP = 70;
  private static final int TOP = 60;
  private static final int HEIGHT = 110;
  private static final int ROW = HEIGHT + 26;
  private static final double FEWEST = 10_000;
  private static final double MOST = 10_000_000;

  private final List<GrowthPoint> points;
  private final Svg svg = new Svg();

  private GrowthPlot(List<GrowthPoint> points) {
    this.points = points;
  }

  static String of(List<GrowthPoint> points) {
    return new GrowthPlot(points).draw();
  }

  private String draw() {
    List<String> workloads = GrowthTable.distinct(points, true);
    svg.begin(LEFT + 2 * WIDTH + GAP + 20, TOP + ROW * workloads.size() + 30);
    double x = 12;
    for (String contestant : GrowthTable.distinct(points, false)) {
      svg.dot(x, 22, 5, Plot.colour(contestant));
      svg.text(x + 9, 26, "start", contestant);
      x += 28 + 7.2 * contestant.length();
    }
    svg.text(LEFT + WIDTH / 2.0, 48, "middle", "nanoseconds a task");
    svg.text(LEFT + WIDTH + GAP + WIDTH / 2.0, 48, "middle", "bytes a task");
    for (int row = 0; row < workloads.size(); row++) {
      String workload = workloads.get(row);
      int top = TOP + row * ROW;
      svg.text(LEFT - 44, top + HEIGHT / 2.0 - 6, "end", workload);
      svg.text(LEFT - 44, top + HEIGHT / 2.0 + 10, "end", GrowthTable.TITLES.get(workload));
      panel(workload, LEFT, top, GrowthPoint::nanos);
      panel(workload, LEFT + WIDTH + GAP, top, GrowthPoint::bytes);
    }
    return svg.end();
  }

  private void panel(String workload, int left, int top, ToDoubleFunction<GrowthPoint> value) {
    List<GrowthPoint> known =
        points.stream()
            .filter(point -> point.workload().equals(workload))
            .filter(point -> value.applyAsDouble(point) > 0)
            .sorted(Comparator.comparingInt(GrowthPoint::tasks))
            .toList();
    if (known.isEmpty()) {
      return;
    }
    double least = known.stream().mapToDouble(value).min().orElseThrow();
    double most = known.stream().mapToDouble(value).max().orElseThrow();
    Scale scale = new Scale(left, top, Math.floor(Math.log10(least)), Math.ceil(Math.log10(most)));
    for (double decade = scale.low; decade <= scale.high; decade++) {
      svg.line(
          left,
          scale.y(Math.pow(10, decade)),
          left + WIDTH,
          scale.y(Math.pow(10, decade)),
          "#dddddd");
      svg.text(
          left - 6,
          scale.y(Math.pow(10, decade)) + 4,
          "end",
          String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade)));
    }
    for (double tasks = FEWEST; tasks <= MOST; tasks *= 10) {
      svg.line(scale.x(tasks), top, scale.x(tasks), top + HEIGHT, "#eeeeee");
      svg.text(
          scale.x(tasks),
          top + HEIGHT + 14,
          "middle",
          tasks >= 1e6 ? Math.round(tasks / 1e6) + " M" : Math.round(tasks / 1e3) + " k");
    }
    for (String contestant : GrowthTable.distinct(known, false)) {
      GrowthPoint before = null;
      for (GrowthPoint point : known) {
        if (point.contestant().equals(contestant)) {
          double x = scale.x(point.tasks());
          double y = scale.y(value.applyAsDouble(point));
          svg.dot(x, y, 3, Plot.colour(contestant));
          if (before != null) {
            svg.line(
                scale.x(before.tasks()),
                scale.y(value.applyAsDouble(before)),
                x,
                y,
                Plot.colour(contestant));
          }
          before = point;
        }
      }
    }
  }

  /** Where in a panel a number of tasks and a value are. */
  private record Scale(int left, int top, double low, double high) {
    double x(double tasks) {
      double part = Math.log10(tasks / FEWEST) / Math.log10(MOST / FEWEST);
      return left + 20 + (WIDTH - 40) * part;
    }

    double y(double value) {
      return top + HEIGHT * (high - Math.log10(value)) / (high - low);
    }
  }
}
