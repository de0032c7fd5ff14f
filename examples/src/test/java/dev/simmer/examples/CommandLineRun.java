package dev.simmer.examples;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a program printed, and the code it ended with. */
public record CommandLineRun(int exitCode, String out, String err) {
  /** Runs the examples' command line in this process. */
  public static CommandLineRun of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }
}
