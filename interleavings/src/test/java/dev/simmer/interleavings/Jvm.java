package dev.simmer.interleavings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program like this one in a process of its own, with other classes in front. */
final class Jvm {
  private Jvm() {}

  /** Returns the exit code; what the process prints is printed. */
  static int run(List<Path> classes, List<String> arguments, Path folder)
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
    return new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();
  }
}
