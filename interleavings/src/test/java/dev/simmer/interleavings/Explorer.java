package dev.simmer.interleavings;

import java.util.List;
import org.jetbrains.lincheck.Lincheck;

/**
 * Has the model checker run a scenario in many interleavings.
 *
 * <p>A program too, since the checker knows classes by their names alone: a faulty one needs a
 * process where it is the only one of its name.
 */
final class Explorer {
  /** The checker brings itself into the running JVM as an agent. */
  static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Xshare:off",
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          // Its thread would be explored too, and as long as it sleeps nothing is a deadlock.
          "-Dsimmer.jmx=false");

  static final int NOTHING_FOUND = 0;
  static final int FOUND = 3;
  private static final int ERROR = 1;

  /** Begins the line that says what was found. */
  static final String SIGN = "found: ";

  /** What is found where threads wait for each other, or go round for ever. */
  private static final String HANGS = "hangs";

  private Explorer() {}

  /** Throws where the scenario does not hold, or where threads are left waiting for each other. */
  static void explore(int most, String scenario) {
    Lincheck.runConcurrentTest(most, new NamedScenario(scenario));
  }

  public static void main(String[] args) {
    try {
      for (int i = 1; i < args.length; i++) {
        long begun = System.nanoTime();
        explore(Integer.parseInt(args[0]), args[i]);
        System.out.println(args[i] + " holds: " + (System.nanoTime() - begun) / 1_000_000 + " ms");
      }
      System.exit(NOTHING_FOUND);
    } catch (AssertionError found) {
      String report = String.valueOf(found.getMessage());
      System.out.println(report);
      System.out.println(SIGN + sign(report));
      System.exit(FOUND);
    } catch (RuntimeException | Error e) {
      // Such as one interleaving that went two ways: nothing is known then.
      e.printStackTrace();
      System.exit(ERROR);
    }
  }

  /**
   * Names what the checker reports; that it lost patience with a thread is no finding of its own.
   */
  private static String sign(String report) {
    if (report.contains("All unfinished threads are in deadlock")
        || report.contains("All unfinished threads are in livelock")) {
      return HANGS;
    }
    return report.lines().filter(line -> !line.isBlank()).skip(1).findFirst().orElse(report);
  }
}
