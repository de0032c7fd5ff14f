package dev.simmer.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a workload with a contestant.
 *
 * @param workload whose id
 * @param contestant whose name
 * @param values the time of an element, or what else the workload counts; one an iteration
 * @param bytes allocated for an element, one an iteration; empty where nobody counted
 * @param foreignCpu how many processors others kept busy meanwhile
 */
record Measurement(
    String workload,
    String contestant,
    List<Double> values,
    List<Double> bytes,
    double foreignCpu) {

  /** Joins two rounds. */
  Measurement and(Measurement other) {
    List<Double> allValues = new ArrayList<>(values);
    allValues.addAll(other.values);
    List<Double> allBytes = new ArrayList<>(bytes);
    allBytes.addAll(other.bytes);
    return new Measurement(
        workload, contestant, allValues, allBytes, Math.max(foreignCpu, other.foreignCpu));
  }

  boolean isDisturbed() {
    return foreignCpu > 0.1;
  }

  double median() {
    return median(values);
  }

  /** Returns the median of the bytes, NaN where nobody counted. */
  double medianBytes() {
    return median(bytes);
  }

  private static double median(List<Double> all) {
    if (all.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
