package dev.simmer.lint;

import org.jspecify.annotations.Nullable;

/** How sure the catalogue is that a call blocks; written C, L, S. */
enum Tier {
  /** Blocks whenever it has to wait, and waiting is what it is for. */
  CERTAIN,
  /** Usually fast, can stall: a file's attributes on a network disk. */
  LIKELY,
  /** Does not wait, but keeps the processor busy for long. */
  SLOW;

  static @Nullable Tier of(String letter) {
    return switch (letter) {
      case "C" -> CERTAIN;
      case "L" -> LIKELY;
      case "S" -> SLOW;
      default -> null;
    };
  }

  /** Returns how the catalogue writes it. */
  String letter() {
    return name().substring(0, 1);
  }
}
