package dev.simmer.examples.upstream;

import java.io.PrintWriter;
import java.util.Locale;

/** Sets two runs side by side. */
record Report(Measured serial, Measured concurrent, int limit) {
  boolean sameData() {
    return serial.answers().equals(concurrent.answers());
  }

  double speedUp() {
    return serial.seconds() / concurrent.seconds();
  }

  /** Returns how many times as long as the floor the concurrent run took. */
  double timesFloor() {
    return concurrent.seconds() / floorSeconds(concurrent, limit);
  }

  void printTo(PrintWriter out) {
    out.println();
    row(out, "", "one by one", "concurrent");
    row(out, "items found", found(serial), found(concurrent));
    row(out, "items lost", serial.lost().size(), concurrent.lost().size());
    row(out, "calls", serial.statistics().calls(), concurrent.statistics().calls());
    row(out, "failures", serial.statistics().failures(), concurrent.statistics().failures());
    row(out, "retries", serial.statistics().retries(), concurrent.statistics().retries());
    row(
        out,
        "peak in flight",
        serial.statistics().peakInFlight(),
        concurrent.statistics().peakInFlight());
    row(out, "wall time", seconds(serial.seconds()), seconds(concurrent.seconds()));
    row(out, "floor", seconds(floorSeconds(serial, 1)), seconds(floorSeconds(concurrent, limit)));
    row(out, "speed-up", "", String.format(Locale.ROOT, "%.1f x", speedUp()));
    out.println();
    concurrent.lost().forEach(lost -> out.printf("item %d: %s%n", lost.id(), lost.why()));
    out.println(
        sameData()
            ? "Both runs brought the same data."
            : "The two runs brought DIFFERENT data: that is a bug.");
    out.printf(
        Locale.ROOT,
        "The concurrent run took %.2f times its floor: %s.%n",
        timesFloor(),
        "nobody is faster than all calls shared out over the limit, or the longest chain of one item");
    out.flush();
  }

  private static double floorSeconds(Measured run, int limit) {
    return run.statistics().floor(limit).toNanos() / 1e9;
  }

  private static int found(Measured run) {
    return run.answers().size() - run.lost().size();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  private static void row(PrintWriter out, String what, Object serial, Object concurrent) {
    out.printf("%-16s %12s %12s%n", what, serial, concurrent);
  }
}
