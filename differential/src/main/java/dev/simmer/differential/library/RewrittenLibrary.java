package dev.simmer.differential.library;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A library with a rewritten copy beside each method. */
final class RewrittenLibrary {
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final List<RewrittenType> types = new ArrayList<>();
  private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A class with copies.
   *
   * @param dispatcher the internal name of the class that starts them
   */
  record RewrittenType(String name, String dispatcher, List<CopiedMethod> methods) {}

  /** Returns all class files by internal name, those without copies among them. */
  Map<String, byte[]> classes() {
    return classes;
  }

  List<RewrittenType> types() {
    return types;
  }

  Map<Skip, Integer> skipped() {
    return skipped;
  }

  List<Finding> findings() {
    return findings;
  }

  void skip(Skip reason, int methods) {
    skipped.merge(reason, methods, Integer::sum);
  }
}
