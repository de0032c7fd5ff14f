package dev.simmer.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run measured.
 *
 * @param machine what it ran on, and with what versions
 * @param titles the workloads' titles by id, in order
 * @param measurements by workload and contestant, in order
 */
record Comparison(
    Map<String, String> machine, Map<String, String> titles, List<Measurement> measurements) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Comparison read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Comparison.class);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** Adds a measurement to what is there for the same workload and contestant. */
  void add(Measurement measurement) {
    for (int i = 0; i < measurements.size(); i++) {
      Measurement before = measurements.get(i);
      if (before.workload().equals(measurement.workload())
          && before.contestant().equals(measurement.contestant())) {
        measurements.set(i, before.and(measurement));
        return;
      }
    }
    measurements.add(measurement);
  }

  Optional<Measurement> find(String workload, String contestant) {
    return measurements.stream()
        .filter(m -> m.workload().equals(workload) && m.contestant().equals(contestant))
        .findFirst();
  }

  /** Returns what a contestant takes; NaN where it is missing. */
  double median(String workload, String contestant) {
    return find(workload, contestant).map(Measurement::median).orElse(Double.NaN);
  }

  /** Returns how many times as long one contestant takes as another; NaN where one is missing. */
  double ratio(String workload, String contestant, String other) {
    return median(workload, contestant) / median(workload, other);
  }

  /** Returns the ids of the workloads that were measured, in order. */
  List<String> workloads() {
    return titles.keySet().stream()
        .filter(id -> measurements.stream().anyMatch(m -> m.workload().equals(id)))
        .toList();
  }

  /** Returns the names of the contestants that were measured, in order. */
  List<String> contestants() {
    List<String> names = new ArrayList<>();
    for (Contestant contestant : Contestants.ALL) {
      if (measurements.stream().anyMatch(m -> m.contestant().equals(contestant.name()))) {
        names.add(contestant.name());
      }
    }
    return names;
  }
}
