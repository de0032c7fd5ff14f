package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the table and the plot of a run anew from its JSON, which holds the figures alone, or
 * prints how the targets stand in two.
 */
final class Report {
  private Report() {}

  /** Takes one file that {@link Main} wrote, or two. */
  public static void main(String[] args) throws IOException {
    Comparison comparison = Comparison.read(Path.of(args[0]));
    if (args.length == 2) {
      System.out.print(new TwoRuns(comparison, Comparison.read(Path.of(args[1]))).table());
      return;
    }
    Path folder = Path.of(args[0]).toAbsolutePath().getParent();
    Files.writeString(folder.resolve("comparison.md"), Table.of(comparison));
    Files.writeString(folder.resolve("comparison.svg"), Plot.of(comparison));
    System.out.print(Table.of(comparison));
  }
}
