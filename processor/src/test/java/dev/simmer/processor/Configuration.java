package dev.simmer.processor;

import java.util.ArrayList;
import java.util.List;

/**
 * How a program is compiled: the release of the language, and what javac writes for debuggers.
 *
 * <p>{@code -Dsimmer.test.configurations=all} makes every program run in all of them.
 */
record Configuration(int release, List<String> debug) {
  private static final List<Integer> RELEASES = List.of(17, 21, 25);

  /** Everything, nothing, and javac's own choice (lines and the file's name) with parameters. */
  private static final List<List<String>> DEBUG =
      List.of(List.of("-g"), List.of("-g:none"), List.of("-parameters"));

  private static final boolean ALL = "all".equals(System.getProperty("simmer.test.configurations"));

  /** All that this JDK has from a release on; the first is what most tests run with. */
  static List<Configuration> from(int release) {
    List<Configuration> all = new ArrayList<>();
    for (int i = RELEASES.size() - 1; i >= 0; i--) {
      if (RELEASES.get(i) >= release && RELEASES.get(i) <= Runtime.version().feature()) {
        for (List<String> debug : DEBUG) {
          all.add(new Configuration(RELEASES.get(i), debug));
        }
      }
    }
    return all;
  }

  /** The first, and one more that the program itself chooses by its text. */
  static List<Configuration> chosenFor(String source, int release) {
    List<Configuration> all = from(release);
    return ALL
        ? all
        : List.of(all.get(0), all.get(1 + Math.floorMod(source.hashCode(), all.size() - 1)));
  }

  List<String> options() {
    List<String> options = new ArrayList<>(debug);
    if (ALL || release != Runtime.version().feature()) { // it takes javac half as long again
      options.addAll(List.of("--release", Integer.toString(release)));
    }
    return options;
  }

  @Override
  public String toString() {
    return "--release " + release + " " + String.join(" ", debug);
  }
}
