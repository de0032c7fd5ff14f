package dev.simmer.differential;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a finding looks like apart from names, numbers and values, so that a smaller program is
 * taken for the same failure only when it fails in the same way.
 *
 * @param text equal for findings that look alike
 */
record Symptom(String text) {
  private static final Pattern WORDS =
      Pattern.compile("returned|threw|caused by|suppressing|[a-z]\\w*(?:\\.[\\w$]+)+");
  private static final Pattern PROGRAM = Pattern.compile("P[0-9m]+");
  private static final Pattern EVENT = Pattern.compile("nothing more|\"(#|[a-zA-Z]+)");
  private static final int ENOUGH = 60;

  static Symptom of(Finding finding) {
    return new Symptom(
        finding.kind()
            + (finding.kind() == Finding.Kind.DIFFERENT
                ? finding.text().lines().map(Symptom::line).collect(Collectors.joining("\n"))
                : complaint(finding.text())));
  }

  private static String line(String line) {
    if (line.startsWith("the traces part")) {
      return "trace " + all(EVENT, line);
    }
    return line.contains("ledger: ")
        ? "ledger " + line.endsWith(": ")
        : line.startsWith("the ") ? all(WORDS, line) : "";
  }

  private static String complaint(String text) {
    int id = text.indexOf("[async-");
    String first = id < 0 ? text : text.substring(id);
    String nameless = PROGRAM.matcher(first).replaceAll("").replaceAll("[0-9]+", "");
    return nameless.substring(0, Math.min(ENOUGH, nameless.length()));
  }

  private static String all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(Symptom::word).collect(Collectors.joining(" "));
  }

  private static String word(MatchResult match) {
    boolean quoted = match.groupCount() > 0 && match.group(1) != null;
    return quoted ? match.group(1) : match.group();
  }
}
