package dev.simmer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the lint's catalogue that says whether a method blocks. A stack shows no parameters, so
 * a row about some counts for all, unless it denies.
 *
 * @param owner the binary name of a type; a star in it stands for anything
 * @param method the name of a method; a star at its end stands for anything
 * @param category what it waits for; null when the row says that it does not
 * @param tier how sure that is: C, L or S
 */
record BlockingRow(String owner, String method, @Nullable String category, String tier) {
  private static final int WHOLE_NAME = 1000;

  /** Returns the row, or null for a line that says something else. */
  static @Nullable BlockingRow parse(String line) {
    String text = line.strip();
    boolean denies = text.startsWith("!");
    int sharp = text.indexOf('#');
    int open = text.indexOf('(', sharp);
    int close = text.indexOf(')', open);
    if (sharp <= 0 || open < 0 || close < 0) {
      return null;
    }
    String owner = text.substring(denies ? 1 : 0, sharp);
    String method = text.substring(sharp + 1, open);
    if (denies) {
      boolean all = text.substring(open, close).equals("(*");
      return all ? new BlockingRow(owner, method, null, "") : null;
    }
    List<String> words = List.of(text.substring(close + 1).strip().split("\\s+"));
    boolean blocks = words.size() > 1 && words.get(1).matches("[CLS]");
    return blocks ? new BlockingRow(owner, method, words.get(0), words.get(1)) : null;
  }

  boolean isAbout(String type, String name) {
    return matches(owner, type)
        && (method.equals(name) || (matches(method, name) && !isOfAll(name)));
  }

  /** The more a row spells out, the nearer it is. */
  int precision() {
    int precision = method.endsWith("*") ? 2 * method.length() : WHOLE_NAME;
    return category == null ? precision + 1 : precision;
  }

  /** A row about many methods is not about those of every object, nor about constructors. */
  private static boolean isOfAll(String name) {
    return name.startsWith("<")
        || name.equals("equals")
        || name.equals("hashCode")
        || name.equals("toString");
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(pattern.substring(star + 1));
  }
}
