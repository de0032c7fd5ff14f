package dev.simmer.differential.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of the libraries, fetched by Maven as any build's dependencies are: once they are in its
 * local repository, no network is needed.
 *
 * @param folder where the build has put them
 */
record Download(Path folder) {
  /** Runs the build that lists the libraries. */
  static Download by(String maven, Path pom, Path folder) throws IOException {
    List<String> command = new ArrayList<>(List.of(maven, "-q", "-B", "-f", pom.toString()));
    command.add("-Doutput=" + folder.toAbsolutePath());
    command.add("package");
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
    return new Download(folder);
  }

  /** Returns the libraries as they were published. */
  List<Path> binaries() throws IOException {
    return jars("binaries");
  }

  /** Returns their sources, of those that have any to compile. */
  List<Path> sources() throws IOException {
    return jars("sources");
  }

  /** Returns everything a library may need, the libraries among it. */
  List<Path> classPath() throws IOException {
    return jars("class-path");
  }

  private List<Path> jars(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
