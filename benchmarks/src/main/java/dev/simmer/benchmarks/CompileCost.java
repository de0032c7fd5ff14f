package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures what the processor and the lint add to javac's time and to the size of class files, on
 * generated projects of which none, a tenth, or all of the methods are async.
 */
final class CompileCost {
  private static final int ROUNDS = 5;

  /**
   * What is compiled.
   *
   * @param async how many of a hundred methods are async
   */
  private record Project(int classes, int methods, int async) {
    String name() {
      return classes + "-" + methods + "-" + async;
    }
  }

  private static final List<Project> PROJECTS =
      List.of(
          new Project(2_000, 10, 0),
          new Project(2_000, 10, 10),
          new Project(2_000, 10, 100),
          new Project(1, 1_000, 100)); // T115

  private final Path folder;
  private final List<String> classPath;
  private final String processorPath;

  private CompileCost(Path folder, String classPath, String processorPath) {
    this.folder = folder;
    this.classPath = List.of("-cp", classPath);
    this.processorPath = processorPath;
  }

  /** Takes the class path and the processor path, and prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compile-cost");
    try {
      new CompileCost(folder, args[0], args[1]).run();
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException {
    for (Project project : PROJECTS) {
      generate(project);
    }
    double[][] plain = new double[PROJECTS.size()][ROUNDS];
    double[][] ours = new double[PROJECTS.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < PROJECTS.size(); i++) {
        plain[i][round] = compile(PROJECTS.get(i), "plain", List.of("-proc:none"));
        ours[i][round] = compile(PROJECTS.get(i), "ours", List.of("-processorpath", processorPath));
      }
    }
    System.out.printf(
        "%nProcessor time of javac, JDK %s.%n%n", System.getProperty("java.runtime.version"));
    System.out.println(
        "| classes | methods each | async | javac | with Simmer | more | class files | with Simmer | more |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (int i = 0; i < PROJECTS.size(); i++) {
      Project project = PROJECTS.get(i);
      double before = median(plain[i]);
      double after = median(ours[i]);
      double bytes = size(classes(project, "plain"));
      double rewritten = size(classes(project, "ours"));
      System.out.printf(
          Locale.ROOT,
          "| %,d | %,d | %d %% | %.1f s | %.1f s | %.0f %% | %.1f MB | %.1f MB | %.0f %% |%n",
          project.classes,
          project.methods,
          project.async,
          before,
          after,
          (after / before - 1) * 100,
          bytes / 1e6,
          rewritten / 1e6,
          (rewritten / bytes - 1) * 100);
    }
  }

  private void generate(Project project) throws IOException {
    Path sources = Files.createDirectories(sources(project).resolve("generated"));
    for (int number = 0; number < project.classes; number++) {
      StringBuilder text = new StringBuilder();
      text.append(
              "package generated;\n\nimport static dev.simmer.Simmer.*;\nimport dev.simmer.*;\n")
          .append("import java.util.*;\n\npublic class C")
          .append(number)
          .append(" {\n  private final Map<String, Integer> seen = new HashMap<>();\n");
      for (int method = 0; method < project.methods; method++) {
        boolean async = (number * project.methods + method) % 100 < project.async;
        text.append(async ? asyncMethod(method) : plainMethod(method));
      }
      text.append("}\n");
      Files.writeString(sources.resolve("C" + number + ".java"), text);
    }
  }

  private static String plainMethod(int number) {
    return """

      int plain%1$d(int n, List<String> names) {
        int sum = n;
        for (String name : names) {
          try {
            sum += seen.computeIfAbsent(name, String::length);
          } catch (IllegalStateException e) {
            sum -= e.getMessage().length();
          }
        }
        return sum;
      }
    """
        .formatted(number);
  }

  private static String asyncMethod(int number) {
    return """

      @Async
      Coroutine<Integer> async%1$d(int n, List<String> names, AsyncQueue<Integer> queue) {
        int sum = n;
        for (String name : names) {
          try {
            sum += seen.computeIfAbsent(name, String::length) + await(queue.get());
          } catch (IllegalStateException e) {
            sum -= e.getMessage().length();
          }
        }
        await(yieldNow());
        return done(sum);
      }
    """
        .formatted(number);
  }

  /** Compiles, in a javac of its own, and returns its processor time in seconds. */
  private double compile(Project project, String kind, List<String> options)
      throws IOException, InterruptedException {
    Path classes = classes(project, kind);
    delete(classes);
    List<String> arguments = new ArrayList<>(classPath);
    arguments.addAll(options);
    arguments.addAll(List.of("-nowarn", "-d", classes.toString()));
    try (Stream<Path> files = Files.list(sources(project).resolve("generated"))) {
      files.map(Path::toString).sorted().forEach(arguments::add);
    }
    Path file = folder.resolve("arguments");
    Files.write(file, arguments.stream().map(argument -> '"' + argument + '"').toList());
    Process javac =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J-Xmx2g",
                "-J-XX:+UseSerialGC",
                "@" + file)
            .inheritIO()
            .start();
    // Asked for while it lives: of a process that has ended nobody knows the time any more.
    double seconds = 0;
    while (javac.isAlive()) {
      seconds = javac.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(seconds);
      Thread.sleep(20);
    }
    if (javac.exitValue() != 0) {
      throw new IOException("javac failed");
    }
    return seconds;
  }

  private Path sources(Project project) {
    return folder.resolve("sources-" + project.name());
  }

  private Path classes(Project project, String kind) {
    return folder.resolve(kind + "-" + project.name());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
