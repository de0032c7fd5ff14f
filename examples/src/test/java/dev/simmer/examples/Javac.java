package dev.simmer.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the tools of the JDK the tests run on, from the root of the repository, as a reader of the
 * README does.
 */
public record Javac(int exitCode, String output) {
  /** The root of the repository; Maven runs tests in the folder of their module. */
  public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Runs {@code javac} or {@code java}. */
  public static Javac run(String tool, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    if (tool.equals("javac")) {
      command.add("-J-Duser.language=en");
    }
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Javac(process.waitFor(), output.replace(System.lineSeparator(), "\n"));
  }
}
