package dev.simmer.interleavings;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program like this one in a process of its own, with other classes in front. */
final class Jvm {
  private Jvm() {}

  /** How a process ended, and the lines it printed. */
  record Ended(int code, List<String> output) {
    @Override
    public String toString() {
      return "exit code " + code + " after:\n" + String.join("\n", output);
    }
  }

  /** Hands on each line as it comes, too. */
  static Ended run(List<Path> classes, List<String> arguments, Path folder, Consumer<String> onLine)
      throws IOException, InterruptedException {
    String classPath =
        Stream.concat(
                classes.stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        onLine.accept(line);
        output.add(line);
      }
    }
    return new Ended(process.waitFor(), output);
  }
}
