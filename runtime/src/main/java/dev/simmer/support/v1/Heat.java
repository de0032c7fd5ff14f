package dev.simmer.support.v1;

/**
 * Whether this program awaits so much that linking its calls pays: the first {@link Site} costs
 * some milliseconds, for classes of the JDK that a program that only says hello never loads.
 *
 * <p>Only HotSpot is known to give a class that is transformed again a new {@link Gate}, so
 * elsewhere no call is ever linked.
 */
final class Heat {
  /**
   * After how many started coroutines a loop is hot; for tests, and to find out what is at fault.
   */
  private static final String SETTING = "dev.simmer.linkAfter";

  private static final int USUAL = 10_000;
  private static final boolean POSSIBLE = isHotSpot(System.getProperty("java.vm.name", ""));

  /** Whether some loop got that far. Threads may see it late, which costs them little. */
  private static boolean reached;

  private Heat() {}

  static boolean isHotSpot(String vm) {
    return vm.startsWith("OpenJDK") || vm.contains("HotSpot");
  }

  /** Returns how many coroutines a new loop starts before it is hot; negative for all. */
  static int starts() {
    Integer set = Integer.getInteger(SETTING);
    if (!POSSIBLE) {
      return -1;
    }
    return set != null ? set : reached ? 0 : USUAL;
  }

  static void reached() {
    reached = true;
  }
}
