package dev.simmer.conformance;

import java.util.Arrays;
import java.util.List;

/**
 * A version of Python.
 *
 * @param parts its numbers, the most significant first
 */
record PythonVersion(List<Integer> parts) implements Comparable<PythonVersion> {
  /** Reads {@code 3.13.0}; what follows the numbers, as in {@code 3.14.0rc1}, does not count. */
  static PythonVersion of(String text) {
    return new PythonVersion(
        Arrays.stream(text.strip().replaceFirst("[^0-9.].*", "").split("\\."))
            .map(Integer::valueOf)
            .toList());
  }

  @Override
  public int compareTo(PythonVersion other) {
    return Arrays.compare(parts.toArray(Integer[]::new), other.parts.toArray(Integer[]::new));
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}
