package dev.simmer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What another harness once measured of the same workloads, on a machine of the same kind: shows
 * whether a peer is used here as well as it was there. {@code peers.csv} has a line a workload,
 * {@code peers-why.csv} says why some differ.
 */
final class Peers {
  /** Two good measurements of a few nanoseconds differ by less. */
  private static final double ALIKE = 1.3;

  private final Map<String, Map<String, Double>> figures = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();

  Peers() {
    List<String> lines = lines("peers.csv");
    String[] names = lines.get(0).split(",");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Map<String, Double> row = new HashMap<>();
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          row.put(names[i], Double.valueOf(cells[i]));
        }
      }
      figures.put(cells[0], row);
    }
    for (String line : lines("peers-why.csv")) {
      String[] cells = line.split(",", 3);
      reasons.put(cells[0] + " " + cells[1], cells[2]);
    }
  }

  /** What a peer and the hand-written one took there, and what they take here. */
  record Difference(
      String workload,
      String contestant,
      double there,
      double handThere,
      double here,
      double handHere,
      String reason) {

    double ratioThere() {
      return there / handThere;
    }

    double ratioHere() {
      return here / handHere;
    }

    boolean isAlike() {
      return alike(ratioThere(), ratioHere());
    }

    /** Says why; often it is not the peer that differs. */
    String why() {
      if (reason.isEmpty() && alike(there, here)) {
        return String.format(
            Locale.ROOT,
            "takes %s, there %s; `hand` takes %s, there %s",
            Table.number(here),
            Table.number(there),
            Table.number(handHere),
            Table.number(handThere));
      }
      return reason.isEmpty() ? "not explained" : reason;
    }

    private static boolean alike(double there, double here) {
      return here <= there * ALIKE && there <= here * ALIKE;
    }
  }

  /** Returns all that were measured there and here. */
  List<Difference> differences(Comparison comparison) {
    List<Difference> all = new ArrayList<>();
    for (String workload : comparison.workloads()) {
      Map<String, Double> row = figures.getOrDefault(workload, Map.of());
      for (String contestant : comparison.contestants()) {
        double handHere = comparison.median(workload, Contestants.HAND);
        double here = comparison.median(workload, contestant);
        if (row.containsKey(contestant)
            && !contestant.equals(Contestants.HAND)
            && !Double.isNaN(here / handHere)) {
          double there = row.get(contestant);
          double handThere = row.get(Contestants.HAND);
          String reason = reasons.getOrDefault(workload + " " + contestant, "");
          all.add(new Difference(workload, contestant, there, handThere, here, handHere, reason));
        }
      }
    }
    return all;
  }

  private static List<String> lines(String file) {
    try (InputStream in = Peers.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
