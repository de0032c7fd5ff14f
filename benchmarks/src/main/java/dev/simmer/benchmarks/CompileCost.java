package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the processor and the lint add to javac's time and to the size of class files, on
 * generated projects of which none, a tenth, or all of the methods are async.
 */
final class CompileCost {
  private static final List<GeneratedProject> PROJECTS =
      List.of(
          new GeneratedProject(2_000, 10, 0),
          new GeneratedProject(2_000, 10, 10),
          new GeneratedProject(2_000, 10, 100),
          new GeneratedProject(1, 1_000, 100)); // T115

  private final Path folder;
  private final TimedJavac javac;
  private final String processorPath;
  private final int rounds;

  private CompileCost(Path folder, String classPath, String processorPath, int rounds) {
    this.folder = folder;
    this.javac = new TimedJavac(folder, classPath);
    this.processorPath = processorPath;
    this.rounds = rounds;
  }

  /** Takes the class path, the processor path and how many rounds to run, and prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compile-cost");
    try {
      new CompileCost(folder, args[0], args[1], Integer.parseInt(args[2])).run();
    } finally {
      TimedJavac.delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException {
    double[][] plain = new double[PROJECTS.size()][rounds];
    double[][] ours = new double[PROJECTS.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < PROJECTS.size(); i++) {
        GeneratedProject project = PROJECTS.get(i);
        Path sources = project.writeTo(folder);
        plain[i][round] = javac.compile(sources, classes(project, "plain"), List.of("-proc:none"));
        ours[i][round] =
            javac.compile(
                sources, classes(project, "ours"), List.of("-processorpath", processorPath));
        System.err.printf(
            Locale.ROOT,
            "%d/%d %s: %.1f s, with Simmer %.1f s%n",
            round + 1,
            rounds,
            project.name(),
            plain[i][round],
            ours[i][round]);
      }
    }
    System.out.printf(
        "%nProcessor time of javac, median of %d, JDK %s.%n%n",
        rounds, System.getProperty("java.runtime.version"));
    System.out.println(
        "| classes | methods each | async | javac | with Simmer | more | class files | with Simmer | more |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (int i = 0; i < PROJECTS.size(); i++) {
      print(PROJECTS.get(i), median(plain[i]), median(ours[i]));
    }
  }

  private void print(GeneratedProject project, double before, double after) throws IOException {
    double bytes = TimedJavac.size(classes(project, "plain"));
    double rewritten = TimedJavac.size(classes(project, "ours"));
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %d %% | %.1f s | %.1f s | %.0f %% | %.1f MB | %.1f MB | %.0f %% |%n",
        project.classes(),
        project.methods(),
        project.async(),
        before,
        after,
        (after / before - 1) * 100,
        bytes / 1e6,
        rewritten / 1e6,
        (rewritten / bytes - 1) * 100);
  }

  private Path classes(GeneratedProject project, String kind) {
    return folder.resolve(kind + "-" + project.name());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
