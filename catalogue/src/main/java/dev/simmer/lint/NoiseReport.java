package dev.simmer.lint;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the lint said of one place in a library.
 *
 * @param library its name and version
 * @param place file, line and column
 * @param rule the id of the rule
 * @param fact the first line of the message, without the id, and the path where there is one
 * @param source the line of the source
 */
record NoiseReport(String library, String place, String rule, String fact, String source) {

  static NoiseReport of(String library, String place, String message, String source) {
    int open = message.indexOf('[');
    int close = message.indexOf(']', open);
    List<String> lines = message.lines().map(String::strip).toList();
    String fact = message.substring(close + 1).lines().findFirst().orElse("").strip();
    String path =
        lines.stream().filter(line -> line.startsWith("path:")).findFirst().orElse("").strip();
    return new NoiseReport(
        library,
        place,
        message.substring(open + 1, close),
        (path.isEmpty() ? fact : fact + "; " + path.replaceAll("\\s+", " ")).replace('|', '/'),
        source.strip());
  }

  /** Returns what tells it from all others, and stays while the lint says the same. */
  String key() {
    return library + " " + place + " " + rule + " " + fact;
  }

  /** Returns reports as somebody reads them who is to judge. */
  static String text(List<NoiseReport> reports) {
    return reports.stream()
        .map(report -> report + "\n    " + report.source + "\n")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return library + " " + place + " [" + rule + "] " + fact;
  }
}
