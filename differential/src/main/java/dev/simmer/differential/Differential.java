package dev.simmer.differential;

import dev.simmer.differential.fault.FaultsCommand;
import dev.simmer.differential.library.LibrariesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command: {@code run} looks for differences, {@code show} prints a program, {@code faults}
 * tests the tests.
 *
 * <p>Exit codes: 0 when nothing differs, 1 when something does, 2 for a wrong command line.
 */
@Command(
    name = "differential",
    description = "Generates programs, runs each with and without the rewriting, and compares.",
    subcommands = {
      RunCommand.class,
      ShowCommand.class,
      FaultsCommand.class,
      LibrariesCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Differential {
  private Differential() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new Differential());
  }
}
