package dev.simmer.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports that a team has decided to live with for now: the file named by {@code
 * -Asimmer.lint.baseline=FILE}, one report a line.
 *
 * <pre>
 *   async-blocking-call  shop.Pages  Thread.sleep blocks the event loop in Pages.load (sleep)
 * </pre>
 *
 * <p>Where the file does not exist, everything is written into it and nothing reported. Lines have
 * no numbers in them, so code may move; a line that occurs twice covers two reports.
 */
final class Baseline {
  static final String OPTION = "simmer.lint.baseline";

  private static final String HEADER =
      "# Reports of Simmer's lint that are not reported again; delete a line to hear of it.\n";

  /** One report, by what does not change when lines move. */
  private record Entry(String id, String type, String fact) {
    String line() {
      return id + "\t" + type + "\t" + fact;
    }
  }

  private final Path file;
  private final boolean writes;
  private final Map<Entry, Integer> entries = new HashMap<>();
  private final Map<String, Integer> found = new TreeMap<>();

  private Baseline(Path file, boolean writes) {
    this.file = file;
    this.writes = writes;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IOException when it cannot be read, or a line of it is none of ours
   */
  static Baseline of(Path file) throws IOException {
    Baseline baseline = new Baseline(file, Files.notExists(file));
    if (!baseline.writes) {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\t", -1);
          if (parts.length != 3) {
            throw new IOException(
                "line " + number + " is not an id, a class and a report, with tabs between them");
          }
          baseline.entries.merge(new Entry(parts[0], parts[1], parts[2]), 1, Integer::sum);
        }
      }
    }
    return baseline;
  }

  /** Says whether the report is an old one, or is taken down as one now. */
  boolean covers(Rule rule, String type, Message message) {
    if (rule == Rule.INTERNAL || rule == Rule.UNUSED_SUPPRESSION || rule == Rule.PROVED) {
      return false;
    }
    Entry entry = new Entry(rule.id(), type, message.fact());
    if (writes) {
      found.merge(entry.line(), 1, Integer::sum);
      return true;
    }
    Integer left = entries.get(entry);
    if (left == null || left == 0) {
      return false;
    }
    entries.put(entry, left - 1);
    return true;
  }

  /**
   * Returns what the file still has for a class although nobody reported it, and forgets it.
   *
   * @return the facts of the reports, each after its id
   */
  List<String> stale(String type) {
    List<String> stale = new ArrayList<>();
    entries.forEach(
        (entry, left) -> {
          for (int i = 0; i < left && entry.type().equals(type); i++) {
            stale.add("[" + entry.id() + "] " + entry.fact());
          }
        });
    entries.keySet().removeIf(entry -> entry.type().equals(type));
    stale.sort(null);
    return stale;
  }

  /**
   * Writes the file where there was none.
   *
   * @return how many reports it has now, or -1 where nothing was written
   */
  int write() throws IOException {
    if (!writes) {
      return -1;
    }
    StringBuilder text = new StringBuilder(HEADER);
    int number = 0;
    for (Map.Entry<String, Integer> line : found.entrySet()) {
      text.append((line.getKey() + "\n").repeat(line.getValue()));
      number += line.getValue();
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return number;
  }
}
