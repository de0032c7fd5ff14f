package dev.simmer.lint;

import java.util.List;
import java.util.Set;

/** The options of the lint: {@code -Asimmer.lint…=…}. */
final class Options {
  private static final List<String> ALL = List.of(Levels.OPTION, Baseline.OPTION, Patch.OPTION);

  private Options() {}

  static Set<String> all() {
    return Set.copyOf(ALL);
  }

  /** Returns a sentence for each option that is named like one of ours and is none. */
  static List<String> mistakes(Set<String> given) {
    return given.stream()
        .filter(name -> name.startsWith(Levels.OPTION) && !ALL.contains(name))
        .sorted()
        .map(
            name ->
                "there is no option -A%s; did you mean -A%s?"
                    .formatted(name, Nearest.to(name, ALL)))
        .toList();
  }
}
