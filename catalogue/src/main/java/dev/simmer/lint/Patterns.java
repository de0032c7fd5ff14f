package dev.simmer.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Methods that a reviewer has written down, one pattern a line: {@code owner#name(parameters)},
 * where the owner and the name may end with a star and the parameters may be left out. A line that
 * starts with {@code #} gives the reason for those below it.
 */
final class Patterns {

  /** One line. */
  private record Pattern(String text, String owner, String name, String parameters) {

    static Pattern of(String text) {
      int hash = text.indexOf('#');
      int open = text.indexOf('(');
      int end = open < 0 ? text.length() : open;
      return new Pattern(
          text,
          text.substring(0, hash),
          text.substring(hash + 1, end),
          open < 0 ? "*" : text.substring(open + 1, text.indexOf(')')));
    }

    boolean matches(JdkMethod method) {
      return matches(owner, method.owner())
          && matches(name, method.name())
          && matches(parameters, method.parameters());
    }

    private static boolean matches(String pattern, String text) {
      return pattern.endsWith("*")
          ? text.startsWith(pattern.substring(0, pattern.length() - 1))
          : text.equals(pattern);
    }
  }

  private final List<Pattern> patterns;
  private final Set<String> used = new TreeSet<>();

  private Patterns(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /** Reads a file that lies beside this class. */
  static Patterns read(String file) {
    List<Pattern> patterns = new ArrayList<>();
    try (InputStream stream = Objects.requireNonNull(Patterns.class.getResourceAsStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Pattern::of)
          .forEach(patterns::add);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return new Patterns(patterns);
  }

  boolean matches(JdkMethod method) {
    for (Pattern pattern : patterns) {
      if (pattern.matches(method)) {
        used.add(pattern.text());
        return true;
      }
    }
    return false;
  }

  /** Returns the lines that have matched nothing so far. */
  List<String> unused() {
    return patterns.stream().map(Pattern::text).filter(text -> !used.contains(text)).toList();
  }
}
