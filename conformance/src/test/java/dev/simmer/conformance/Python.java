package dev.simmer.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python of this machine.
 *
 * @param version which one
 * @param executable what starts it
 */
record Python(PythonVersion version, Path executable) {
  /** Finds one of each version: what {@code python3} means, and what is installed beside it. */
  static List<Python> all() throws IOException, InterruptedException {
    Set<Path> candidates = new LinkedHashSet<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path python = Path.of(folder, "python3");
      String executable = output(python, "import sys; print(sys.executable)");
      if (!executable.isEmpty()) {
        Path real = Path.of(executable).toRealPath();
        candidates.add(real);
        candidates.addAll(beside(real));
      }
    }
    Map<PythonVersion, Python> found = new TreeMap<>();
    for (Path candidate : candidates) {
      String version = output(candidate, "import platform; print(platform.python_version())");
      if (!version.isEmpty()) {
        Python python = new Python(PythonVersion.of(version), candidate);
        found.putIfAbsent(python.version, python);
      }
    }
    return List.copyOf(found.values());
  }

  /** Version managers keep every version in a folder of its own, {@code 3.13.0/bin/python3}. */
  private static List<Path> beside(Path executable) throws IOException {
    Path versions = executable.resolve("../../..").normalize();
    try (Stream<Path> folders = Files.list(versions)) {
      return folders
          .map(folder -> folder.resolve("bin/python3"))
          .filter(Files::isExecutable)
          .sorted()
          .toList();
    }
  }

  /** Runs a program of ours. */
  void run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(program.toString()));
    all.addAll(List.of(arguments));
    start(executable, all.toArray(String[]::new));
  }

  /** Returns what a program prints; empty where there is no Python, or only a stub of one. */
  private static String output(Path python, String program) throws InterruptedException {
    try {
      return Files.isExecutable(python) ? start(python, "-c", program).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Starts a Python: no environment variables, no packages of the user's, no cache files. */
  private static String start(Path python, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python.toString(), "-E", "-s", "-B"));
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile("python", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end");
      }
      String said = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new IOException(command + " failed:\n" + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }
}
