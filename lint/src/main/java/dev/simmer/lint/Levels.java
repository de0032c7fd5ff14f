package dev.simmer.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The level of every rule, as {@code -Asimmer.lint=strict,async-blocking-call:warn} sets it: a
 * preset first, if any, then exceptions.
 *
 * @param preset where rules without an exception take their level from
 * @param exceptions what the option set by id
 * @param mistakes one sentence for each part of the option that means nothing
 */
record Levels(Preset preset, Map<Rule, Level> exceptions, List<String> mistakes) {

  static final String OPTION = "simmer.lint";

  static Levels parse(@Nullable String option) {
    Preset preset = Preset.APP;
    Map<Rule, Level> exceptions = new EnumMap<>(Rule.class);
    List<String> mistakes = new ArrayList<>();
    String[] parts = option == null || option.isBlank() ? new String[0] : option.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      int colon = part.indexOf(':');
      if (colon >= 0) {
        parseException(part.substring(0, colon), part.substring(colon + 1), exceptions, mistakes);
        continue;
      }
      Preset named = Preset.of(part);
      if (named == null) {
        mistakes.add(unknown("preset", part, Stream.of(Preset.values()).map(Preset::word)));
      } else if (i > 0) {
        mistakes.add(
            "-A%s: the preset '%s' stands after an exception; write it first"
                .formatted(OPTION, part));
      } else {
        preset = named;
      }
    }
    return new Levels(preset, Map.copyOf(exceptions), List.copyOf(mistakes));
  }

  private static void parseException(
      String id, String word, Map<Rule, Level> exceptions, List<String> mistakes) {
    Rule rule = Rule.of(id.strip());
    Level level = Level.of(word.strip().toLowerCase(Locale.ROOT));
    if (rule == null) {
      mistakes.add(unknown("rule", id.strip(), Stream.of(Rule.values()).map(Rule::id)));
    }
    if (level == null) {
      mistakes.add(
          unknown(
              "level",
              word.strip(),
              Stream.of(Level.values()).filter(l -> l != Level.NOTE).map(Level::word)));
    }
    if (rule != null && level != null) {
      exceptions.put(rule, level);
    }
  }

  private static String unknown(String what, String given, Stream<String> known) {
    return "-A%s: there is no %s '%s'; did you mean '%s'?"
        .formatted(OPTION, what, given, Nearest.to(given, known.toList()));
  }

  /** Returns how loudly to report where a rule is at least so loud by itself. */
  Level atLeast(Rule rule, Level least) {
    Level level = of(rule, true);
    return exceptions.containsKey(rule) || level.compareTo(least) >= 0 ? level : least;
  }

  /**
   * Returns how loudly to report. What is only likely never breaks a build unless the user asked
   * for it, by preset or by id.
   */
  Level of(Rule rule, boolean certain) {
    Level exception = exceptions.get(rule);
    if (exception != null) {
      return exception;
    }
    Level level = preset.level(rule);
    return certain || level != Level.ERROR || preset == Preset.STRICT ? level : Level.WARN;
  }
}
