package dev.simmer.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The logs of a subject's scenarios, as {@code record.py} writes them.
 *
 * @param python the version of CPython that wrote them
 * @param logs by the name of the scenario in camel case
 */
record Logs(PythonVersion python, Map<String, Log> logs) {
  private static final String HEADER = "# Written by CPython ";
  private static final String SCENARIO = "== ";
  private static final String SINCE = "since ";

  /** What a scenario logs: the facts it shows, the first Python that logs this, and the lines. */
  record Log(List<String> ids, PythonVersion since, List<String> lines) {}

  static Logs read(Path file) throws IOException {
    List<String> text = Files.readAllLines(file);
    Map<String, Log> logs = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      if (line.startsWith(SCENARIO)) {
        lines = new ArrayList<>();
        String name = line.substring(SCENARIO.length(), line.indexOf(':'));
        String[] facts = line.substring(line.indexOf(':') + 2).split(", ");
        logs.put(
            camelCase(name),
            new Log(
                List.of(facts[0].split(" ")),
                PythonVersion.of(facts[1].substring(SINCE.length())),
                lines));
      } else if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return new Logs(writtenBy(file), logs);
  }

  /** Returns the version of CPython that wrote a file. */
  static PythonVersion writtenBy(Path file) throws IOException {
    try (Stream<String> text = Files.lines(file)) {
      String header = text.findFirst().orElse("");
      if (!header.startsWith(HEADER)) {
        throw new IOException(file + " does not say which Python wrote it");
      }
      return PythonVersion.of(header.substring(HEADER.length(), header.indexOf(':')));
    }
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_")) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }
}
