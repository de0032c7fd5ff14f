package dev.simmer.lint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How loudly a rule speaks; written {@code error}, {@code warn}, {@code off} in options. */
enum Level {
  OFF,
  /** Says something good; no rule can be set to it. */
  NOTE,
  WARN,
  ERROR;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Level of(String word) {
    for (Level level : values()) {
      if (level != NOTE && level.word().equals(word)) {
        return level;
      }
    }
    return null;
  }
}
