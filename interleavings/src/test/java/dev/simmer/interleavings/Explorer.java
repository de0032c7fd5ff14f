package dev.simmer.interleavings;

import java.util.List;
import java.util.stream.Collectors;
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
          "-XX:TieredStopAtLevel=1");

  static final int NOTHING_FOUND = 0;
  static final int FOUND = 3;

  /** How many lines of the report are printed. */
  private static final int MOST_LINES = 6;

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
    } catch (AssertionError | IllegalStateException found) {
      // The latter when a mistake makes two runs of one interleaving differ.
      System.out.println(
          found.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n")));
      System.exit(FOUND);
    }
  }
}
