package dev.simmer.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Simmer took once, to see a loss by: as many times as long as by hand, which one machine
 * shares with another as nanoseconds are not.
 *
 * @param workloads by id
 */
record Baseline(Map<String, Entry> workloads) {
  /** Two runs of the same code differ by less than this, nearly always. */
  private static final double CLEARLY = 1.4;

  /** One more field of an object, rounded up as HotSpot does. */
  private static final double BYTES = 8;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A workload's ratio to the hand-written one, and the bytes it allocates for an element. */
  record Entry(double ratio, double bytes) {}

  static Baseline of(Comparison comparison) {
    Map<String, Entry> workloads = new TreeMap<>();
    for (String workload : comparison.workloads()) {
      double ratio = comparison.ratio(workload, Contestants.SIMMER, Contestants.HAND);
      if (!Double.isNaN(ratio)) {
        double bytes = comparison.find(workload, Contestants.SIMMER).orElseThrow().medianBytes();
        workloads.put(
            workload, new Entry(Math.round(ratio * 100) / 100.0, Math.round(bytes * 10) / 10.0));
      }
    }
    return new Baseline(workloads);
  }

  static Baseline read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Baseline.class);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** Shows what was and what is. */
  String table(Baseline before) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| | times `hand` before | now | bytes before | now |\n|---|---:|---:|---:|---:|\n");
    workloads.forEach(
        (workload, now) -> {
          Entry then = before.workloads.getOrDefault(workload, new Entry(Double.NaN, Double.NaN));
          text.append("| ")
              .append(workload)
              .append(row(then.ratio, now.ratio))
              .append(row(then.bytes, now.bytes))
              .append(" |\n");
        });
    return text.toString();
  }

  private static String row(double then, double now) {
    return " | " + Table.number(then) + " | " + Table.number(now);
  }

  /** Says what is clearly worse than it was; a workload that is not in both is not compared. */
  List<String> losses(Baseline before) {
    List<String> losses = new ArrayList<>();
    workloads.forEach(
        (workload, now) -> {
          Entry then = before.workloads.get(workload);
          if (then != null && now.ratio > then.ratio * CLEARLY) {
            losses.add(
                String.format(
                    Locale.ROOT,
                    "%s takes %.2f times as long as by hand; it was %.2f",
                    workload,
                    now.ratio,
                    then.ratio));
          }
          if (then != null && now.bytes > then.bytes + BYTES / 2) {
            losses.add(
                String.format(
                    Locale.ROOT,
                    "%s allocates %.1f bytes; it was %.1f",
                    workload,
                    now.bytes,
                    then.bytes));
          }
        });
    return losses;
  }
}
