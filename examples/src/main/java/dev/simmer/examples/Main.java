package dev.simmer.examples;

import dev.simmer.examples.accounts.AccountsCommand;
import dev.simmer.examples.pipeline.PipelineCommand;
import dev.simmer.examples.upstream.UpstreamCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of the examples: the first word picks the program. */
@Command(
    name = "simmer-examples",
    description = "Programs that show what Simmer does.",
    subcommands = {UpstreamCommand.class, PipelineCommand.class, AccountsCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  /** Runs the program that {@code args} name, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::explainInOneSentence);
  }

  private static int explainInOneSentence(ParameterException wrong, String[] args) {
    CommandLine program = wrong.getCommandLine();
    PrintWriter err = program.getErr();
    err.printf(
        "%s: %s (%s --help lists what it takes)%n",
        program.getCommandName(),
        firstLine(String.valueOf(wrong.getMessage())),
        program.getCommandSpec().qualifiedName());
    err.flush();
    return program.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
