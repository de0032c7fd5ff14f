package dev.simmer.lint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A named set of levels, the first word of {@code -Asimmer.lint}. */
enum Preset {
  /** The default: what is on accuses next to nobody innocent. */
  APP {
    @Override
    Level level(Rule rule) {
      return rule.defaultLevel();
    }
  },
  /** For code that runs in other people's programs, which it must not leave tasks behind in. */
  LIBRARY {
    @Override
    Level level(Rule rule) {
      return rule == Rule.NO_TIMEOUT || rule == Rule.UNGROUPED_TASK
          ? Level.WARN
          : rule.defaultLevel();
    }
  },
  /** Everything that is off warns, everything that warns is an error. */
  STRICT {
    @Override
    Level level(Rule rule) {
      if (rule.isAboutProof()) {
        return rule.defaultLevel(); // what nobody can prove is no finding
      }
      return rule == Rule.INTERNAL || rule.defaultLevel() == Level.OFF ? Level.WARN : Level.ERROR;
    }
  },
  /** The default, and of each async method whether it is proved not to block. */
  PROVE {
    @Override
    Level level(Rule rule) {
      return switch (rule) {
        case UNPROVED -> Level.ERROR;
        case PROVED -> Level.NOTE;
        default -> rule.defaultLevel();
      };
    }
  };

  abstract Level level(Rule rule);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Preset of(String word) {
    for (Preset preset : values()) {
      if (preset.word().equals(word)) {
        return preset;
      }
    }
    return null;
  }
}
