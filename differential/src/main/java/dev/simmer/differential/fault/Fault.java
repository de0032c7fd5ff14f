package dev.simmer.differential.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake to be made in the rewriter's source.
 *
 * @param stage the stage of the pipeline it is in
 * @param name what goes wrong, in words
 * @param file the source it changes
 * @param original a text that is there exactly once
 * @param replacement what stands there instead
 */
public record Fault(String stage, String name, String file, String original, String replacement) {

  /**
   * Reads a list of faults: {@code ==} begins a stage, {@code --} a fault, {@code @} names its
   * file, {@code <} lines are the original and {@code >} lines the replacement. White space between
   * words does not matter.
   */
  public static List<Fault> read(Path list) throws IOException {
    List<Fault> faults = new ArrayList<>();
    String stage = "";
    String name = "";
    String file = "";
    List<String> original = new ArrayList<>();
    List<String> replacement = new ArrayList<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.add("-- ");
    for (String line : lines) {
      boolean begins = line.startsWith("==") || line.startsWith("--");
      if (begins && !original.isEmpty()) {
        faults.add(
            new Fault(
                stage, name, file, String.join("\n", original), String.join("\n", replacement)));
        original.clear();
        replacement.clear();
      }
      String rest = line.length() > 2 ? line.substring(2).strip() : "";
      if (line.startsWith("==")) {
        stage = rest;
      } else if (line.startsWith("--")) {
        name = rest;
      } else if (line.startsWith("@")) {
        file = rest;
      } else if (line.startsWith("<")) {
        original.add(rest);
      } else if (line.startsWith(">")) {
        replacement.add(rest);
      }
    }
    return faults;
  }

  /** Makes the mistake in a source. */
  public String apply(String source) {
    String wanted = normal(original);
    String text = normal(source);
    int at = text.indexOf(wanted);
    if (at < 0 || text.indexOf(wanted, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "The fault \""
              + name
              + "\" does not fit "
              + file
              + " any more: its original text is "
              + (at < 0 ? "not there" : "there more than once")
              + ". Bring it up to date.");
    }
    return text.substring(0, at) + replacement + text.substring(at + wanted.length());
  }

  /** One space for any white space, without comments that reach to the end of a line. */
  private static String normal(String code) {
    return code.replaceAll("(?m)(?<=^|\\s)//.*$", "").replaceAll("\\s+", " ").strip();
  }
}
