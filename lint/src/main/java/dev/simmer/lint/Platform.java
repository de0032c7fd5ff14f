package dev.simmer.lint;

import java.util.List;

/** Knows which classes are judged by the catalogue alone: the JDK's and Simmer's own. */
final class Platform {

  private static final List<String> PREFIXES =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.simmer.");

  private Platform() {}

  static boolean isPartOf(String binaryName) {
    if (binaryName.startsWith("dev.simmer.examples.")) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (binaryName.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
