package dev.simmer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Measures what the lint alone adds to javac's processor time: on generated projects, on the
 * sources of a library, and where one async call leads through ten thousand classes of a jar. Each
 * figure is the median of rounds, compiled one right after the other.
 */
final class LintCost {
  private static final int LIBRARY = 10_000;

  /** Before a jar whose sources are to be marked. */
  private static final String ASYNC = "async:";

  private final Path folder;
  private final String classPath;
  private final String processorPath;
  private final int pairs;

  private LintCost(Path folder, String classPath, String processorPath, int pairs) {
    this.folder = folder;
    this.classPath = classPath;
    this.processorPath = processorPath;
    this.pairs = pairs;
  }

  /**
   * Takes the class path, the processor path, how many pairs to compile, what to measure ({@code
   * all}, {@code plain}, {@code async}, {@code linked}, {@code library}, a jar of sources, or such
   * a jar after {@code async:}), and the class path that such sources need.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("lint-cost");
    try {
      var cost = new LintCost(folder, args[0], args[1], Integer.parseInt(args[2]));
      System.out.printf(
          "Processor time of javac, medians of %d rounds, JDK %s.%n%n",
          cost.pairs, System.getProperty("java.runtime.version"));
      cost.run(args[3], args.length > 4 ? args[4] : "");
    } finally {
      TimedJavac.delete(folder);
    }
  }

  private void run(String what, String needs) throws IOException, InterruptedException {
    boolean all = what.equals("all");
    if (!what.equals("library")) {
      System.out.println(
          "| | javac | with a processor that does nothing | with the lint"
              + " | the lint's share of javac | 95 % of such medians |");
      System.out.println("|---|---:|---:|---:|---:|---:|");
    }
    if (what.startsWith(ASYNC)) {
      Path jar = Path.of(what.substring(ASYNC.length()));
      Path sources = unpack(jar);
      MarkedSources.in(sources);
      measure(jar.getFileName() + ", every tenth file async", sources, needs);
    } else if (what.endsWith(".jar")) {
      measure(Path.of(what).getFileName().toString(), unpack(Path.of(what)), needs);
    }
    if (all || what.equals("plain")) {
      Path sources = new GeneratedProject(2_000, 10, 0).writeTo(folder);
      measure("2,000 classes, nothing async", sources, "");
    }
    if (all || what.equals("async")) {
      Path sources = new GeneratedProject(2_000, 10, 10).writeTo(folder);
      measure("2,000 classes, a tenth of the methods async", sources, "");
    }
    if (all || what.equals("linked")) {
      Path sources = new GeneratedProject(2_000, 10, 10, true).writeTo(folder);
      measure("the same, and each class calls the next", sources, "");
    }
    if (all || what.equals("library")) {
      System.out.println(
          "\n| | one class of the library | all classes | more | 95 % of such medians |");
      System.out.println("|---|---:|---:|---:|---:|");
      measureLibrary();
    }
  }

  private void measure(String title, Path sources, String needs)
      throws IOException, InterruptedException {
    var javac = new TimedJavac(folder, join(needs));
    double[] plain = new double[pairs];
    double[] empty = new double[pairs];
    double[] linted = new double[pairs];
    double[] more = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      plain[i] = javac.compile(sources, folder.resolve("classes"), List.of("-proc:none"));
      empty[i] = javac.compile(sources, folder.resolve("classes"), withEmptyProcessor());
      linted[i] = javac.compile(sources, folder.resolve("classes"), withLint());
      more[i] = (linted[i] - empty[i]) / plain[i] * 100;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f s | %.2f s | %.2f s | %.1f %% | %.1f to %.1f %% |%n",
        title,
        median(plain),
        median(empty),
        median(linted),
        median(more),
        low(more),
        high(more));
  }

  private static List<String> withEmptyProcessor() {
    return List.of(
        "-processorpath",
        System.getProperty("java.class.path"),
        "-processor",
        EmptyProcessor.class.getName());
  }

  /** An error would let javac stop before it writes any class file. */
  private List<String> withLint() {
    return List.of(
        "-processorpath",
        processorPath,
        "-Asimmer.lint=async-blocking-contract:warn,async-blocking-init:warn");
  }

  private String join(String more) {
    return more.isEmpty() ? classPath : classPath + java.io.File.pathSeparator + more;
  }

  /** The program is the same in both, but for which class of the library it calls. */
  private void measureLibrary() throws IOException, InterruptedException {
    Path library = folder.resolve("library");
    new TimedJavac(folder, classPath).compile(library(), library, List.of("-proc:none"));
    var javac = new TimedJavac(folder, join(library.toString()));
    double[] last = new double[pairs];
    double[] first = new double[pairs];
    double[] more = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      last[i] = javac.compile(caller(LIBRARY - 1), folder.resolve("classes"), withLint());
      first[i] = javac.compile(caller(0), folder.resolve("classes"), withLint());
      more[i] = first[i] - last[i];
    }
    System.out.printf(
        Locale.ROOT,
        "| a call that leads through %,d classes, against one that ends in the first | %.2f s | %.2f s"
            + " | %.2f s | %.2f to %.2f s |%n",
        LIBRARY,
        median(last),
        median(first),
        median(more),
        low(more),
        high(more));
  }

  /** Classes in a tree: each calls ten others, and does a little of its own. */
  private Path library() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("library-sources"));
    for (int number = 0; number < LIBRARY; number++) {
      StringBuilder text = new StringBuilder("package library;\n\npublic class L");
      text.append(number).append(" {\n  private final StringBuilder log = new StringBuilder();\n");
      text.append("  int own(String text) {\n    log.append(text);\n");
      text.append("    return log.toString().length() + text.indexOf('x');\n  }\n\n");
      text.append("  public static int call(String text) {\n    int sum = new L");
      text.append(number).append("().own(text);\n");
      for (int child = 10 * number + 1; child <= 10 * number + 10 && child < LIBRARY; child++) {
        text.append("    sum += L").append(child).append(".call(text);\n");
      }
      Files.writeString(
          sources.resolve("L" + number + ".java"), text.append("    return sum;\n  }\n}\n"));
    }
    return sources;
  }

  private Path caller(int number) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("caller-" + number));
    Files.writeString(
        sources.resolve("Caller.java"),
        """
        import dev.simmer.*;
        class Caller {
          @Async Coroutine<Integer> call() {
            return Simmer.done(library.L%d.call("text"));
          }
        }
        """
            .formatted(number));
    return sources;
  }

  private Path unpack(Path jar) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".java") && !entry.getName().startsWith("META-INF")) {
          Path source = sources.resolve(entry.getName()).normalize();
          if (source.startsWith(sources)) {
            Files.createDirectories(source.resolveSibling("."));
            Files.copy(zip, source);
          }
        }
      }
    }
    return sources;
  }

  private static double median(double[] values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The order statistics between which the median is in 95 of 100 such runs, by the binomial. */
  private static double low(double[] values) {
    return sorted(values)[rank(values.length)];
  }

  private static double high(double[] values) {
    return sorted(values)[values.length - 1 - rank(values.length)];
  }

  private static int rank(int n) {
    double probability = Math.pow(0.5, n);
    double below = 0;
    int rank = 0;
    while (below + probability <= 0.025 && rank < n / 2) {
      below += probability;
      probability *= (double) (n - rank) / (rank + 1);
      rank++;
    }
    return Math.max(0, rank - 1);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
