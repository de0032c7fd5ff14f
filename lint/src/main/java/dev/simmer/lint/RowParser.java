package dev.simmer.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of the catalogue's text; see {@link Row} for what a line looks like. */
final class RowParser {

  private static final Pattern SUBJECT =
      Pattern.compile(
          "(!?)([\\w.$]+\\*?[\\w.$]*)#(<init>|[\\w$]*)(\\*?)(?:\\(([^)]*)\\)[\\w/;\\[]*)?");

  private static final Pattern JVM_PARAMETERS = Pattern.compile("(\\[*([BCDFIJSZ]|L[^;]+;))*");

  private RowParser() {}

  /** Says in a sentence what is wrong with a line. */
  static final class MalformedRow extends Exception {
    private static final long serialVersionUID = 1;

    MalformedRow(String message) {
      super(message);
    }
  }

  /** Returns the row, or null for a blank line or a comment. */
  static @Nullable Row parse(String line) throws MalformedRow {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    int space = endOfSubject(text);
    Matcher subject = SUBJECT.matcher(text.substring(0, space));
    if (!subject.matches()) {
      throw new MalformedRow("expected owner#name(descriptor or *), found: " + text);
    }
    boolean negative = !subject.group(1).isEmpty();
    List<String> words = List.of(text.substring(space).strip().split("\\s+"));
    Row.Knowledge knowledge = negative ? new Row.Harmless() : knowledge(words, text);
    return new Row(
        subject.group(2),
        subject.group(3),
        !subject.group(4).isEmpty(),
        parameters(subject.group(5)),
        knowledge);
  }

  /** The subject ends at the first blank outside its parentheses. */
  private static int endOfSubject(String text) {
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        inside = true;
      } else if (c == ')') {
        inside = false;
      } else if (!inside && Character.isWhitespace(c)) {
        return i;
      }
    }
    return text.length();
  }

  private static Row.Knowledge knowledge(List<String> words, String text) throws MalformedRow {
    String first = words.get(0);
    if (first.startsWith("runs-arg=")) {
      Row.Runs runs = words.size() < 2 ? null : Row.Runs.of(value(words.get(1), "on="));
      if (runs == null) {
        throw new MalformedRow("expected on=loop, pool, stored or inline: " + text);
      }
      return new Row.RunsArgument(index(value(first, "runs-arg="), text), runs);
    }
    if (first.startsWith("through=")) {
      String method = words.size() < 2 ? "" : value(words.get(1), "as=");
      return new Row.Through(index(value(first, "through="), text), method);
    }
    if (first.startsWith("returns=")) {
      return new Row.Returns(value(first, "returns="));
    }
    return blocks(words, text);
  }

  private static Row.Blocks blocks(List<String> words, String text) throws MalformedRow {
    Tier tier = words.size() < 2 ? null : Tier.of(words.get(1));
    if (tier == null) {
      throw new MalformedRow("expected a category and a tier, C, L or S: " + text);
    }
    int end = words.size();
    Row.Unless unless = end > 2 ? Row.Unless.of(words.get(end - 1)) : null;
    if (unless != null) {
      end--;
    }
    String fix = end > 2 ? String.join(" ", words.subList(2, end)) : null;
    return new Row.Blocks(words.get(0), tier, fix, unless);
  }

  private static String value(String word, String key) {
    return word.startsWith(key) ? word.substring(key.length()) : "";
  }

  private static int index(String digits, String text) throws MalformedRow {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new MalformedRow("expected the number of an argument: " + text);
    }
  }

  /** Parameters may be written as the JVM does or as in source: {@code (int,java.lang.String)}. */
  private static @Nullable String parameters(@Nullable String written) {
    if (written == null || written.strip().equals("*")) {
      return null;
    }
    String text = written.strip();
    if (JVM_PARAMETERS.matcher(text).matches()) {
      return text;
    }
    StringBuilder jvm = new StringBuilder();
    for (String type : text.split(",", -1)) {
      jvm.append(Descriptors.ofSourceName(type.strip()));
    }
    return jvm.toString();
  }
}
