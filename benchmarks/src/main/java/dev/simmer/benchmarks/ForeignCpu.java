package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many processors others kept busy meanwhile: figures taken beside other work are worth little.
 * Linux only; elsewhere nothing is known.
 */
final class ForeignCpu {
  /** Of {@code /proc/self/stat}: user and system time, our own and that of children that ended. */
  private static final int FIRST_TIME = 13;

  private static final int LAST_TIME = 16;

  private final long nanos = System.nanoTime();
  private final long busy = busyTicks();
  private final long own = ownTicks();

  private ForeignCpu() {}

  static ForeignCpu start() {
    return new ForeignCpu();
  }

  /** Returns the number of processors; NaN where it is not known. */
  double stop() {
    double seconds = (System.nanoTime() - nanos) / 1e9;
    long foreign = (busyTicks() - busy) - (ownTicks() - own);
    return own < 0 ? Double.NaN : Math.max(0, foreign / 100.0 / seconds);
  }

  /** The first line is {@code cpu user nice system idle iowait irq softirq steal …}, in 1/100 s. */
  private static long busyTicks() {
    String[] fields = read("/proc/stat").lines().findFirst().orElse("").split("\\s+");
    long sum = 0;
    for (int i = 1; i < fields.length && i <= 8; i++) {
      sum += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
    }
    return sum;
  }

  private static long ownTicks() {
    String[] fields = read("/proc/self/stat").trim().split(" ");
    if (fields.length <= LAST_TIME) {
      return -1;
    }
    long sum = 0;
    for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
