package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** asyncio itself, where there is a python3; run from the root of the repository. */
final class Python {
  static final String NAME = "python";

  private static final Path FOLDER = Path.of("benchmarks", "src", "main", "python");
  private static final Set<String> WORKLOADS =
      Set.of("W1a", "W1b", "W2a", "W2b", "W2c", "W2d", "W3", "W4", "W5a", "W5b", "W5c", "W9");

  /** It is slow enough to be measured with fewer; W4's are a power of ten. */
  private static final int MOST_ELEMENTS = 100_000;

  private Python() {}

  /** Says whether a contestant is this one, and can be run. */
  static boolean is(Contestant contestant) {
    return contestant.name().equals(NAME) && FOLDER.toFile().exists() && !version().isEmpty();
  }

  static boolean has(String workload) {
    return WORKLOADS.contains(workload);
  }

  static List<String> command(String script) {
    return List.of("python3", FOLDER.resolve(script).toString());
  }

  static Measurement measure(Workload<?> workload, boolean cpu)
      throws IOException, InterruptedException {
    int elements = Math.min(workload.elements(), MOST_ELEMENTS);
    ForeignCpu foreign = ForeignCpu.start();
    List<Double> nanos =
        run("workloads.py", workload.id(), "" + elements, cpu ? "cpu" : "clock").stream()
            .map(Double::valueOf)
            .toList();
    return new Measurement(workload.id(), NAME, nanos, List.of(), foreign.stop());
  }

  /** Runs W6s, W6p, W7a or W7b, and returns the lines that it prints. */
  static List<String> lines(String program, int elements) throws IOException, InterruptedException {
    int some = program.startsWith("W6") ? Math.min(elements, MOST_ELEMENTS) : elements;
    return run("waiting.py", program, "" + some);
  }

  /** Returns its version, or nothing where there is none. */
  static String version() {
    try {
      Process process = new ProcessBuilder("python3", "--version").start();
      boolean works = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return works ? process.inputReader().readLine().replace("Python ", "") : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static List<String> run(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command(script));
    command.addAll(List.of(arguments));
    return Programs.lines(command);
  }
}
