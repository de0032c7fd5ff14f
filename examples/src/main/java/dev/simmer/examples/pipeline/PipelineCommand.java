package dev.simmer.examples.pipeline;

import static dev.simmer.Simmer.run;

import dev.simmer.CancelledError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code pipeline} example: hashes every file of a directory tree; Ctrl-C stops it. */
@Command(
    name = "pipeline",
    description = "Hashes the files of a directory tree; Ctrl-C stops it and shows what was done.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PipelineCommand implements Callable<Integer> {
  /** What a shell reports for a program that Ctrl-C ended. */
  private static final int STOPPED = 130;

  private static final int MOST_WORKERS = 64;
  private static final int LONGEST_QUEUE = 100_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIRECTORY", description = "the directory to begin with")
  private Path directory = Path.of(".");

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "how many files to hash at once (default: ${DEFAULT-VALUE})")
  private int workers = 4;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "how far the walk may be ahead of the workers (default: ${DEFAULT-VALUE})")
  private int queueSize = 20;

  @Override
  public Integer call() {
    check("--workers", workers, MOST_WORKERS);
    check("--queue", queueSize, LONGEST_QUEUE);
    if (!Files.isDirectory(directory)) {
      throw wrong(
          Files.exists(directory)
              ? "'" + directory + "' is a file, not a directory"
              : "there is no directory '" + directory + "'");
    }
    var summary = new Summary(spec.commandLine().getOut(), directory);
    try (var ctrlC = CtrlC.interrupts(Thread.currentThread())) {
      return hashAll(summary);
    }
  }

  private int hashAll(Summary summary) {
    try {
      run(new Pipeline(directory, workers, queueSize, summary).hashAll());
      summary.print("Done");
      return 0;
    } catch (CancelledError stopped) {
      summary.print("Stopped");
      return STOPPED;
    }
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw wrong(option + " must be a whole number from 1 to " + most + ", but was " + value);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
