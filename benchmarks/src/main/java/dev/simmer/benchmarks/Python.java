package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** asyncio itself, where there is a python3; run from the root of the repository. */
final class Python {
  static final String NAME = "python";

  private static final Path SCRIPT = Path.of("benchmarks", "src", "main", "python", "workloads.py");
  private static final Set<String> WORKLOADS =
      Set.of("W1a", "W1b", "W2a", "W2b", "W2c", "W2d", "W3", "W4", "W5a", "W5b", "W5c", "W9");

  /** It is slow enough to be measured with fewer; W4's are a power of ten. */
  private static final int MOST_ELEMENTS = 100_000;

  private Python() {}

  /** Says whether a contestant is this one, and can be run. */
  static boolean is(Contestant contestant) {
    return contestant.name().equals(NAME) && SCRIPT.toFile().exists() && exists();
  }

  static boolean has(String workload) {
    return WORKLOADS.contains(workload) && SCRIPT.toFile().exists() && exists();
  }

  static Measurement measure(Workload<?> workload, boolean cpu)
      throws IOException, InterruptedException {
    int elements = Math.min(workload.elements(), MOST_ELEMENTS);
    ForeignCpu foreign = ForeignCpu.start();
    Process process =
        new ProcessBuilder(
                "python3",
                SCRIPT.toString(),
                workload.id(),
                Integer.toString(elements),
                cpu ? "cpu" : "clock")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Double> nanos = process.inputReader().lines().map(Double::valueOf).toList();
    if (process.waitFor() != 0) {
      throw new IOException("workloads.py failed");
    }
    return new Measurement(workload.id(), NAME, nanos, List.of(), foreign.stop());
  }

  private static boolean exists() {
    try {
      Process process =
          new ProcessBuilder("python3", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
