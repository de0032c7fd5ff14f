package dev.simmer.differential.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mistake to be made in the rewriter's source.
 *
 * @param stage the stage of the pipeline it is in
 * @param name what goes wrong, in words
 * @param file the source it changes
 * @param original a text that is there exactly once
 * @param replacement what stands there instead
 * @param why why the generator does not find it; empty where it does
 */
public record Fault(
    String stage, String name, String file, String original, String replacement, String why) {

  /**
   * Reads a list of faults: {@code ==} begins a stage, {@code --} a fault, {@code @} names its
   * file, {@code <} lines are the original, {@code >} lines the replacement and {@code ?} lines say
   * why it is not found. White space between words does not matter.
   */
  public static List<Fault> read(Path list) throws IOException {
    List<Fault> faults = new ArrayList<>();
    String stage = "";
    Map<Character, String> parts = new HashMap<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.add("-- ");
    for (String line : lines) {
      char mark = line.isEmpty() ? ' ' : line.charAt(0);
      if ((mark == '=' || mark == '-') && parts.containsKey('<')) {
        faults.add(
            new Fault(
                stage,
                parts.getOrDefault('-', ""),
                parts.getOrDefault('@', ""),
                parts.getOrDefault('<', ""),
                parts.getOrDefault('>', ""),
                parts.getOrDefault('?', "")));
        parts.clear();
      }
      if (mark == '=') {
        stage = line.substring(2).strip();
      } else if ("-@<>?".indexOf(mark) >= 0) {
        String rest = line.substring(mark == '-' ? 2 : 1).strip();
        parts.merge(mark, rest, (before, more) -> before + "\n" + more);
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
