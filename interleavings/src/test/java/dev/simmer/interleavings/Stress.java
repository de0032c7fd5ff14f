package dev.simmer.interleavings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Runs the stress tests, or shows that each finds the faults it must find; see the README. */
final class Stress {
  /** One kind of JVM: it interprets first, and its compiler reorders as it may. */
  private static final List<String> QUICK =
      List.of(
          "-jvmArgs",
          "-XX:+UseSerialGC -XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM",
          "-sc",
          "false",
          "-af",
          "NONE",
          "-f",
          "1",
          "-iters",
          "5",
          "-time",
          "300");

  /** How a compiler orders what it may is drawn anew in each JVM, so one may not show a fault. */
  private static final int MOST_LOOKS = 8;

  private static final List<String> LONG = List.of("-m", "default");

  private Stress() {}

  public static void main(String[] args) throws Exception {
    List<String> given = List.of(args);
    List<String> mode = given.contains("--long") ? LONG : QUICK;
    List<String> tests =
        given.stream().skip(1).filter(argument -> !argument.startsWith("--")).toList();
    boolean fine =
        switch (given.isEmpty() ? "" : given.get(0)) {
          case "run" -> run(tests, mode, List.of()).code() == 0;
          case "faults" -> faults(tests, mode);
          default -> {
            System.err.println("Say run or faults, the tests if not all, --long to search longer.");
            yield false;
          }
        };
    System.exit(fine ? 0 : 1);
  }

  /** A test that fails without a fault as well, or by anything but its own, has found nothing. */
  private static boolean faults(List<String> tests, List<String> mode) throws Exception {
    List<String> table = new ArrayList<>();
    boolean all = run(tests, mode, List.of()).code() == 0;
    if (!all) {
      table.add("FAILED  without a fault");
    }
    for (Fault.Found found : Fault.all("stressed").toList()) {
      if (tests.isEmpty() || tests.contains(found.by())) {
        Path folder = Files.createTempDirectory("fault");
        found.fault().compileInto(folder);
        int look = seenAt(found, mode, folder);
        all &= look > 0;
        table.add((look > 0 ? "found by JVM " + look : "MISSED") + "  " + found);
      }
    }
    table.forEach(System.out::println);
    return all;
  }

  /** Returns which of the JVMs that look for the fault is the first to see it; zero for none. */
  private static int seenAt(Fault.Found found, List<String> mode, Path folder) throws Exception {
    for (int look = 1; look <= MOST_LOOKS; look++) {
      Jvm.Ended ended = run(List.of(found.by()), mode, List.of(folder));
      if (ended.code() != 0 && ended.output().stream().anyMatch(forbidden(found.sign()))) {
        return look;
      }
    }
    return 0;
  }

  /** Matches the row of a result that came and must not. */
  private static Predicate<String> forbidden(String result) {
    return Pattern.compile(
            "\\s*" + Pattern.quote(result) + "\\s+[1-9][\\d,]*\\s.*\\sForbidden\\s.*")
        .asMatchPredicate();
  }

  private static Jvm.Ended run(List<String> tests, List<String> mode, List<Path> faulty)
      throws Exception {
    String named = tests.isEmpty() ? ".*" : ".*\\.(" + String.join("|", tests) + ")$";
    Path results = Files.createTempDirectory("stress");
    List<String> arguments =
        new ArrayList<>(
            List.of("org.openjdk.jcstress.Main", "-t", named, "-r", results + "/report"));
    arguments.addAll(mode);
    return Jvm.run(faulty, arguments, results, System.out::println);
  }
}
