package dev.simmer.examples.upstream;

import java.io.PrintWriter;

/**
 * Shows how far a run has come: a bar drawn over itself on a terminal, a line per quarter
 * elsewhere.
 */
final class Progress {
  private static final int WIDTH = 40;
  private static final int LINES = 4;

  private final PrintWriter out;
  private final boolean terminal;
  private final String title;
  private final int total;
  private int finished;

  Progress(PrintWriter out, boolean terminal, String title, int total) {
    this.out = out;
    this.terminal = terminal;
    this.title = title;
    this.total = total;
  }

  /** Counts one more item. */
  void step() {
    finished++;
    if (terminal) {
      int filled = finished * WIDTH / total;
      out.printf(
          "\r%-18s [%s%s] %d/%d",
          title, "#".repeat(filled), ".".repeat(WIDTH - filled), finished, total);
      if (finished == total) {
        out.println();
      }
    } else if (finished * LINES / total != (finished - 1) * LINES / total) {
      out.printf("%-18s %d/%d%n", title, finished, total);
    }
    out.flush();
  }
}
