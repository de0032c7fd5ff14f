package dev.simmer.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words the verdicts, once all are known: one depends on the other. */
final class ProofReport {

  /** As many fit into the first line. */
  private static final int ENDS_NAMED = 3;

  private final Reporter reporter;
  private final Map<MethodKey, Verdict> verdicts;
  private final Set<MethodKey> unproved = new HashSet<>();

  /**
   * Creates a report.
   *
   * @param verdicts by method, in the order in which they are to be reported
   */
  ProofReport(Reporter reporter, Map<MethodKey, Verdict> verdicts) {
    this.reporter = reporter;
    this.verdicts = verdicts;
  }

  void report() {
    collectUnproved();
    verdicts.forEach(
        (key, verdict) -> {
          if (unproved.contains(key)) {
            reportUnproved(verdict);
          } else {
            reportProved(verdict);
          }
        });
  }

  /** An async method is proved only if all are that it calls; those that call each other may be. */
  private void collectUnproved() {
    boolean found = true;
    while (found) {
      found = false;
      for (Map.Entry<MethodKey, Verdict> entry : verdicts.entrySet()) {
        found |=
            entry.getValue().gaps().stream().anyMatch(this::counts) && unproved.add(entry.getKey());
      }
    }
  }

  private boolean counts(Verdict.Gap gap) {
    return gap.other() == null || unproved.contains(gap.other());
  }

  private void reportProved(Verdict verdict) {
    Set<String> premises = new TreeSet<>();
    collectPremises(verdict, premises, new HashSet<>());
    Message message = Message.of(Rule.PROVED.id(), verdict.name() + " is proved non-blocking");
    reporter.report(
        Rule.PROVED,
        verdict.place(),
        premises.isEmpty()
            ? message
            : message.where(
                "given that what it calls as %s is of a class of the JDK"
                    .formatted(String.join(", ", premises))));
  }

  private void collectPremises(Verdict verdict, Set<String> premises, Set<MethodKey> seen) {
    premises.addAll(verdict.premises());
    for (MethodKey key : verdict.others()) {
      Verdict other = verdicts.get(key);
      if (other != null && seen.add(key)) {
        collectPremises(other, premises, seen);
      }
    }
  }

  private void reportUnproved(Verdict verdict) {
    List<Verdict.Gap> gaps = verdict.gaps().stream().filter(this::counts).toList();
    List<String> ends = gaps.stream().map(Verdict.Gap::end).distinct().toList();
    String named = ends.stream().limit(ENDS_NAMED).collect(Collectors.joining(", "));
    String more = ends.size() > ENDS_NAMED ? " and " + (ends.size() - ENDS_NAMED) + " more" : "";
    reporter.report(
        Rule.UNPROVED,
        verdict.place(),
        Message.of(
                Rule.UNPROVED.id(),
                "%s is not proved non-blocking: %s%s".formatted(verdict.name(), named, more))
            .path(gaps.stream().map(ProofReport::worded).toList())
            .why("what cannot be read may block, and the loop has only one thread")
            .fix(fix(gaps)));
  }

  private static String worded(Verdict.Gap gap) {
    String reason = gap.other() == null ? gap.reason() : "is @Async and not proved itself";
    return Stream.of(String.join(" -> ", gap.chain()), gap.place(), reason)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }

  private static String fix(List<Verdict.Gap> gaps) {
    for (Verdict.Gap gap : gaps) {
      String mark = "mark " + gap.end() + " @NonBlocking where you know better";
      if (gap.other() == null && gap.fix() != null) {
        return gap.mayBeMarked() ? gap.fix() + ", or " + mark : gap.fix();
      }
      if (gap.mayBeMarked()) {
        return mark;
      }
    }
    Verdict.Gap first = gaps.get(0);
    return first.other() != null
        ? "prove " + first.end() + " first"
        : "leave it to a thread, await(toThread(…))";
  }
}
