package dev.simmer.lint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line of the catalogue's text; see {@link Row} for what a line looks like. */
final class RowParser {

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
    boolean negative = text.startsWith("!");
    int hash = text.indexOf('#');
    int open = text.indexOf('(');
    int close = text.indexOf(')', Math.max(open, 0));
    int end = open < 0 || open > space ? space : open;
    if (hash < 0 || hash >= end || (end == open && close < 0)) {
      throw notARow(text);
    }
    String owner = text.substring(negative ? 1 : 0, hash);
    String name = text.substring(hash + 1, end);
    boolean prefix = name.endsWith("*");
    String stem = prefix ? name.substring(0, name.length() - 1) : name;
    boolean named = stem.equals("<init>") || isMadeOf(stem, "$");
    if (owner.isEmpty() || !isMadeOf(owner, ".$*") || !named || name.isEmpty()) {
      throw notARow(text);
    }
    List<String> words = words(text.substring(space));
    return new Row(
        owner,
        stem,
        prefix,
        parameters(end == open ? text.substring(open + 1, close) : null),
        negative ? new Row.Harmless() : knowledge(words, text));
  }

  private static MalformedRow notARow(String text) {
    return new MalformedRow("expected owner#name(descriptor or *), found: " + text);
  }

  /** Rows are read whenever javac starts, when no regular expression is warm, and no lambda. */
  private static boolean isMadeOf(String name, String others) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.replace('\t', ' ').split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words.isEmpty() ? List.of("") : words;
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
      String which = value(first, "runs-arg=");
      int argument = which.equals("*") ? Row.RunsArgument.ANY : index(which, text);
      return new Row.RunsArgument(argument, runs);
    }
    if (first.startsWith("on=")) {
      Row.Runs runs = Row.Runs.of(value(first, "on="));
      if (runs == null) {
        throw new MalformedRow("expected on=loop, pool, stored or inline: " + text);
      }
      return new Row.CalledOn(runs);
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
    if (isJvm(text)) {
      return text;
    }
    StringBuilder jvm = new StringBuilder();
    for (String type : text.split(",", -1)) {
      jvm.append(Descriptors.ofSourceName(type.strip()));
    }
    return jvm.toString();
  }

  private static boolean isJvm(String parameters) {
    for (int i = 0; i < parameters.length(); i++) {
      char c = parameters.charAt(i);
      if (c == 'L') {
        i = parameters.indexOf(';', i);
        if (i < 0) {
          return false;
        }
      } else if (c != '[' && "BCDFIJSZ".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
