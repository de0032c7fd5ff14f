package dev.simmer.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the lint says of well-known libraries, which are nobody's async code: next to nothing, and
 * where each of their methods is taken for one, what is right.
 *
 * <pre>
 * source jars ─► javac with the lint alone ─► reports ─► all of them           ─► reports.md
 *            └─► the same, every method async ─► reports ─► 200 drawn at random ─► drawn.md
 * </pre>
 *
 * <p>Both files hold a verdict for each report, given by somebody who read the library's code.
 */
final class Noise {

  private static final int DRAWN = 200;
  private static final long SEED = 20261122;

  /** Of 100 drawn reports so many must be right. */
  private static final int RIGHT = 90;

  /** In so many lines there may be one report that is wrong, and no second one. */
  private static final int LINES_FOR_ONE = 100_000;

  private final boolean write;
  private final Path folder;
  private final List<NoiseLibrary> libraries;
  private final List<String> failures = new ArrayList<>();
  private long lines;

  private Noise(Path folder, List<NoiseLibrary> libraries, boolean write) {
    this.folder = folder;
    this.libraries = libraries;
    this.write = write;
  }

  /**
   * Runs in the folder of the module.
   *
   * @param arguments {@code --write} to take down what is reported, with the verdicts there are;
   *     names of libraries to look at these alone, in which case nothing is held against verdicts
   */
  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean write = names.remove("--write");
    Path jars = Path.of("target", "noise");
    fetch(Path.of("src", "noise", "pom.xml"), jars);
    List<NoiseLibrary> libraries = NoiseLibrary.in(jars);
    if (!names.isEmpty()) {
      libraries.removeIf(library -> names.stream().noneMatch(library.name()::startsWith));
    }
    Noise noise = new Noise(Path.of("noise"), libraries, write);
    noise.run(names.isEmpty());
    noise.failures.forEach(System.out::println);
    System.exit(noise.failures.isEmpty() ? 0 : 1);
  }

  /** As any build's dependencies are: once Maven has them, no network is needed. */
  private static void fetch(Path pom, Path folder) throws IOException {
    List<String> command =
        List.of(
            "mvn",
            "-q",
            "-B",
            "-f",
            pom.toString(),
            "-Doutput=" + folder.toAbsolutePath(),
            "package");
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("the libraries could not be fetched: " + command + " ended " + exit);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the libraries were fetched", e);
    }
  }

  private void run(boolean whole) throws IOException {
    List<NoiseReport> plain = new ArrayList<>();
    List<NoiseReport> everywhere = new ArrayList<>();
    System.out.println("library, lines, reports, reports if every method is async, seconds");
    for (NoiseLibrary library : libraries) {
      long start = System.nanoTime();
      List<NoiseReport> ofPlain;
      List<NoiseReport> ofEverywhere;
      try {
        ofPlain = library.lint(false);
        ofEverywhere = library.lint(true);
      } catch (IOException e) {
        failures.add(e.getMessage());
        continue;
      }
      plain.addAll(ofPlain);
      everywhere.addAll(ofEverywhere);
      lines += library.lines();
      System.out.printf(
          "%s, %d, %d, %d, %d%n",
          library.name(),
          library.lines(),
          ofPlain.size(),
          ofEverywhere.size(),
          (System.nanoTime() - start) / 1_000_000_000);
    }
    System.out.printf(
        "%d libraries, %d lines, %d reports; %d if every method is async, of which by rule %s%n",
        libraries.size(), lines, plain.size(), everywhere.size(), byRule(everywhere));
    Stream.concat(plain.stream(), everywhere.stream())
        .filter(report -> report.rule().equals(Rule.INTERNAL.id()))
        .forEach(report -> failures.add("a crash: " + report));
    List<NoiseReport> drawn = draw(everywhere);
    if (whole) {
      long wrong = judge("reports.md", plain).wrong();
      if (wrong * LINES_FOR_ONE > lines) {
        failures.add(wrong + " wrong reports in " + lines + " lines");
      }
      long right = judge("drawn.md", drawn).right();
      if (right * 100 < RIGHT * (long) drawn.size()) {
        failures.add("of " + drawn.size() + " drawn reports " + right + " are right");
      }
    }
  }

  private static Map<String, Integer> byRule(List<NoiseReport> reports) {
    Map<String, Integer> byRule = new TreeMap<>();
    reports.forEach(report -> byRule.merge(report.rule(), 1, Integer::sum));
    return byRule;
  }

  /**
   * Draws at random. Each report has its own lot, so that a change of the lint which takes some
   * away and adds others leaves most of the draw, and its verdicts, as they were.
   */
  static List<NoiseReport> draw(List<NoiseReport> reports) {
    return reports.stream()
        .sorted(Comparator.comparingLong(Noise::lot).thenComparing(NoiseReport::key))
        .limit(DRAWN)
        .sorted(Comparator.comparing(NoiseReport::key))
        .toList();
  }

  private static long lot(NoiseReport report) {
    return new SplittableRandom(SEED ^ report.key().hashCode()).nextLong();
  }

  private Verdicts judge(String file, List<NoiseReport> reports) throws IOException {
    Path path = folder.resolve(file);
    Verdicts verdicts = Verdicts.read(path).of(reports);
    if (write) {
      verdicts.write(path);
    }
    Files.writeString(
        Path.of("target", "noise", file.replace(".md", ".txt")), NoiseReport.text(reports));
    verdicts.missing().forEach(report -> failures.add("no verdict in " + file + ": " + report));
    System.out.printf(
        "%s: %d reports, %d right, %d wrong; by rule %s%n",
        file, reports.size(), verdicts.right(), verdicts.wrong(), verdicts.byRule());
    return verdicts;
  }
}
