package dev.simmer.differential;

import dev.simmer.differential.journal.Injection;
import dev.simmer.differential.journal.Outcome;
import dev.simmer.differential.program.Node;
import dev.simmer.differential.program.Program;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a campaign did and found. */
public final class Report {
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();
  private final List<Integer> statements = new ArrayList<>();
  private final List<Integer> awaits = new ArrayList<>();
  private final Map<String, Integer> tags = new TreeMap<>();
  private final Map<Injection.Kind, Integer> injections = new EnumMap<>(Injection.Kind.class);
  private final Map<String, Integer> ends = new TreeMap<>();
  private final Coverage coverage = new Coverage();
  private long runs;
  private long disputed;

  synchronized void found(Finding finding) {
    findings.add(finding);
  }

  synchronized void invalid(Program program, String errors) {
    invalid.add("seed " + program.seed() + ": " + errors);
  }

  synchronized void generated(Program program) {
    for (Node method : program.methods()) {
      statements.add(method.count(Node::isStatement));
      awaits.add(method.count(Node::isAwait));
    }
    program.root().walk(node -> node.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum)));
  }

  Coverage coverage() {
    return coverage;
  }

  synchronized void ran() {
    runs++;
  }

  /** Counts a disturbance whose outcome is not javac's to say. */
  synchronized void disputed() {
    disputed++;
  }

  synchronized void injected(List<Injection> all) {
    all.forEach(injection -> injections.merge(injection.kind(), 1, Integer::sum));
  }

  synchronized void ended(Outcome outcome) {
    String end = outcome.end();
    int colon = end.indexOf(':');
    ends.merge(
        end.startsWith("threw") && colon > 0 ? end.substring(0, colon) : "returned",
        1,
        Integer::sum);
  }

  /** Returns how many methods were generated and run. */
  public synchronized int methods() {
    return statements.size();
  }

  public synchronized List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Returns the programs that javac refuses or compiles wrongly by itself. */
  public synchronized List<String> invalid() {
    return List.copyOf(invalid);
  }

  public synchronized long injections() {
    return injections.values().stream().mapToLong(Integer::longValue).sum();
  }

  public int medianStatements() {
    return median(statements);
  }

  public int medianAwaits() {
    return median(awaits);
  }

  public Map<String, Integer> tags() {
    return tags;
  }

  private static int median(List<Integer> all) {
    return all.isEmpty() ? 0 : all.stream().sorted().toList().get(all.size() / 2);
  }

  @Override
  public String toString() {
    return methods()
        + " methods (median "
        + medianStatements()
        + " statements, "
        + medianAwaits()
        + " awaits), "
        + runs
        + " runs, "
        + injections()
        + " injections "
        + injections
        + " ("
        + disputed
        + " left out), "
        + findings.size()
        + " findings, "
        + invalid.size()
        + " invalid programs\nends: "
        + ends
        + "\nreached: "
        + tags
        + "\nnot reached: "
        + Coverage.missingIds(tags.keySet())
        + "\n"
        + coverage;
  }
}
