package dev.simmer.differential.library;

import dev.simmer.differential.library.RewrittenLibrary.RewrittenType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one library, or all of them, came to. */
final class Tally {
  private final String name;
  private int classes;
  private int methods;
  private int loopingOrProtected;
  private int awaits;
  private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
  private final Map<Agreement.End, Integer> calls = new EnumMap<>(Agreement.End.class);
  private final List<Finding> findings = new ArrayList<>();

  Tally(String name) {
    this.name = name;
  }

  static String heading() {
    return String.format(
        "%-42s %8s %8s %8s %8s %8s %8s %8s",
        "", "classes", "methods", "loop/try", "awaits", "wrong", "calls", "agree");
  }

  /** Counts a class whose copies are good. */
  void rewritten(RewrittenType type) {
    classes++;
    for (CopiedMethod method : type.methods()) {
      methods++;
      loopingOrProtected += method.loop() || method.handler() ? 1 : 0;
      awaits += method.awaits();
    }
  }

  void skip(Skip reason, int count) {
    skipped.merge(reason, count, Integer::sum);
  }

  void called(Agreement.End end) {
    calls.merge(end, 1, Integer::sum);
  }

  void found(Finding finding) {
    findings.add(finding);
  }

  void add(Tally other) {
    classes += other.classes;
    methods += other.methods;
    loopingOrProtected += other.loopingOrProtected;
    awaits += other.awaits;
    other.skipped.forEach(this::skip);
    other.calls.forEach((end, count) -> calls.merge(end, count, Integer::sum));
    findings.addAll(other.findings);
  }

  int methods() {
    return methods;
  }

  int loopingOrProtected() {
    return loopingOrProtected;
  }

  int agreeing() {
    return calls.getOrDefault(Agreement.End.SAME, 0);
  }

  List<Finding> findings() {
    return findings;
  }

  /** Describes what was not rewritten and which calls were not compared. */
  String details() {
    return "not copied: " + skipped + "\ncalls: " + calls;
  }

  @Override
  public String toString() {
    int all = calls.values().stream().mapToInt(Integer::intValue).sum();
    return String.format(
        "%-42s %8d %8d %8d %8d %8d %8d %8d",
        name, classes, methods, loopingOrProtected, awaits, findings.size(), all, agreeing());
  }
}
