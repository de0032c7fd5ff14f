package dev.simmer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles in a JVM of its own each time, as a build does, and takes that JVM's processor time. */
final class TimedJavac {
  private final Path folder;
  private final List<String> classPath;

  TimedJavac(Path folder, String classPath) {
    this.folder = folder;
    this.classPath = List.of("-cp", classPath);
  }

  /** Runs in the JVM that is measured: javac, with the arguments of this program. */
  public static void main(String[] args) {
    int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, args);
    Duration time = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println(time.toNanos());
    System.exit(result);
  }

  /** Compiles all sources below a folder into another, and returns the seconds. */
  double compile(Path sources, Path classes, List<String> options)
      throws IOException, InterruptedException {
    delete(classes);
    List<String> arguments = new ArrayList<>(classPath);
    arguments.addAll(options);
    arguments.addAll(List.of("-nowarn", "-Xmaxwarns", "1", "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java") && !file.endsWith("module-info.java"))
          .sorted()
          .forEach(arguments::add);
    }
    Path file = folder.resolve("arguments");
    Files.write(file, arguments.stream().map(argument -> '"' + argument + '"').toList());
    Process javac =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TimedJavac.class.getName(),
                "@" + file)
            .redirectError(folder.resolve("messages").toFile())
            .start();
    String nanos = new String(javac.getInputStream().readAllBytes()).strip();
    if (javac.waitFor() != 0) {
      throw new IOException("javac failed:\n" + Files.readString(folder.resolve("messages")));
    }
    return Long.parseLong(nanos) / 1e9;
  }

  static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
