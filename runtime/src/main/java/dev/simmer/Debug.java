package dev.simmer;

/** Says whether debug mode is on where a run's options leave it open. */
final class Debug {
  private Debug() {}

  static boolean isOnByDefault() {
    return Boolean.getBoolean("simmer.debug") || "1".equals(System.getenv("SIMMER_DEBUG"));
  }
}
