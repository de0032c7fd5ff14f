package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What readers of a library's code think of the reports about it, as a table of text.
 *
 * <pre>
 * | Library | Place | Rule | Says | Verdict | Why |
 * </pre>
 *
 * @param head what stands above the table
 * @param of the verdict and the reason for each report, null where nobody has judged
 */
record Verdicts(List<String> head, Map<NoiseReport, @Nullable Verdict> of) {

  private static final String RULER = "|---|";
  private static final int COLUMNS = 6;

  /** Whether a report is right, and why. */
  record Verdict(boolean right, String why) {}

  static Verdicts read(Path file) throws IOException {
    List<String> head = new ArrayList<>();
    Map<NoiseReport, @Nullable Verdict> verdicts = new LinkedHashMap<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(file)) {
      if (inTable) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != COLUMNS + 2) {
          throw new IOException(file + " has a line that is no verdict: " + line);
        }
        String word = cells[5].strip();
        verdicts.put(
            new NoiseReport(
                cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), ""),
            word.equals("?") ? null : new Verdict(word.equals("right"), cells[6].strip()));
      } else {
        head.add(line);
        inTable = line.startsWith(RULER);
      }
    }
    return new Verdicts(head, verdicts);
  }

  /** Returns the verdicts about these reports, of which some may be new. */
  Verdicts of(List<NoiseReport> reports) {
    Map<String, @Nullable Verdict> byKey = new HashMap<>();
    of.forEach((report, verdict) -> byKey.put(report.key(), verdict));
    Map<NoiseReport, @Nullable Verdict> found = new LinkedHashMap<>();
    reports.forEach(report -> found.put(report, byKey.get(report.key())));
    return new Verdicts(head, found);
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(head);
    of.forEach(
        (report, verdict) ->
            lines.add(
                "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                        report.library(),
                        report.place(),
                        report.rule(),
                        report.fact(),
                        word(verdict),
                        verdict == null ? "" : verdict.why())));
    Files.write(file, lines);
  }

  private static String word(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "?";
    }
    return verdict.right ? "right" : "wrong";
  }

  List<NoiseReport> missing() {
    List<NoiseReport> missing = new ArrayList<>();
    of.forEach(
        (report, verdict) -> {
          if (verdict == null) {
            missing.add(report);
          }
        });
    return missing;
  }

  long right() {
    return of.values().stream().filter(verdict -> verdict != null && verdict.right).count();
  }

  long wrong() {
    return of.values().stream().filter(verdict -> verdict != null && !verdict.right).count();
  }

  /** Returns how many of the reports of each rule are right. */
  Map<String, String> byRule() {
    Map<String, int[]> counts = new TreeMap<>();
    of.forEach(
        (report, verdict) -> {
          int[] count = counts.computeIfAbsent(report.rule(), rule -> new int[2]);
          count[0] += verdict != null && verdict.right ? 1 : 0;
          count[1]++;
        });
    Map<String, String> byRule = new TreeMap<>();
    counts.forEach((rule, count) -> byRule.put(rule, count[0] + " of " + count[1]));
    return byRule;
  }
}
