package dev.simmer.differential;

import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for differences. */
@Command(
    name = "run",
    description = "Looks for programs that behave differently when they are rewritten.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** How many invalid programs a run may have, at least: javac has faults of its own. */
  private static final int FEW = 5;

  /** Of so many methods one may stand in an invalid program. */
  private static final int MANY = 2000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--methods",
      defaultValue = "5000",
      description = "how many methods: ${DEFAULT-VALUE}")
  private long methods = 5000;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the first program's seed: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--release",
      defaultValue = "0",
      description = "the Java release; this JDK's own if not given")
  private int release;

  @Option(
      names = "--injections",
      defaultValue = "12",
      description = "cancels and exceptions for each entry at most: ${DEFAULT-VALUE}")
  private int injections = 12;

  @Option(names = "--workers", defaultValue = "2", description = "threads: ${DEFAULT-VALUE}")
  private int workers = 2;

  @Option(
      names = "--stop-after",
      defaultValue = "5",
      description = "findings that are enough: ${DEFAULT-VALUE}")
  private int stopAfter = 5;

  @Option(
      names = "--shrink",
      defaultValue = "60",
      description = "seconds to spend on making each finding's program smaller: ${DEFAULT-VALUE}")
  private long shrink = 60;

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    Path folder = Files.createTempDirectory("differential-oracle");
    Worlds.Maker worlds = () -> worlds(folder);
    long start = System.nanoTime();
    Campaign campaign = new Campaign(worlds, settings);
    Report report = campaign.report();
    Progress progress = new Progress(report);
    try {
      campaign.run();
    } finally {
      progress.close();
    }
    Worlds pair = worlds.make();
    for (Finding finding : report.findings().stream().limit(stopAfter).toList()) {
      System.out.println(finding);
      Finding small =
          shrink > 0 ? Trial.shrink(pair.oracle(), pair.subject(), finding, shrink) : finding;
      System.out.println(
          "\nThe smallest program found: " + small + "\n" + small.program().source());
    }
    report.invalid().stream().limit(10).forEach(System.out::println);
    System.out.println(report);
    System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
    boolean isSound = report.invalid().size() <= Math.max(FEW, report.methods() / MANY);
    if (!isSound) {
      System.err.println(
          report.invalid().size()
              + " programs are no Java at all: a mistake of the generator, which tested that much less.");
    }
    return report.findings().isEmpty() && isSound ? 0 : 1;
  }

  private Settings settings() {
    int current = Runtime.version().feature();
    int chosen = release == 0 ? current : release;
    if (chosen < 17 || chosen > current) {
      throw new ParameterException(
          spec.commandLine(),
          "--release "
              + chosen
              + " cannot be compiled here: choose one from 17 to "
              + current
              + ".");
    }
    if (methods < 1 || injections < 0 || workers < 1 || stopAfter < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--methods, --workers and --stop-after must be 1 or more, --injections 0 or more.");
    }
    return new Settings(seed, methods, chosen, injections, stopAfter, workers);
  }

  private static Worlds worlds(Path folder) {
    try {
      Path own = Files.createTempDirectory(folder, "worker");
      return new Worlds(Oracle.in(own), new Subject(SimmerProcessor::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
