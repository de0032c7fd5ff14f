package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks are outside the build, but what Simmer changes cannot break them unseen. */
@Timeout(120)
class BenchmarksTest {
  private static final Path SOURCES =
      Path.of("benchmarks", "src", "main", "java", "dev", "simmer", "benchmarks");

  @TempDir Path temp;

  @Test
  void contestantOfSimmerCompilesWithoutTheLibrariesItIsComparedWith() throws Exception {
    List<String> arguments = new ArrayList<>(Readme.compilerPaths());
    arguments.addAll(List.of("-Werror", "-d", temp.toString()));
    for (String folder : List.of("workload", "simmer")) {
      try (Stream<Path> files = Files.list(Javac.ROOT.resolve(SOURCES).resolve(folder))) {
        files.map(Path::toString).forEach(arguments::add);
      }
    }
    Javac javac = Javac.run("javac", arguments);
    assertThat(javac.output()).isEmpty();
    assertThat(javac.exitCode()).isZero();
    assertThat(temp.resolve("dev/simmer/benchmarks/simmer/SimmerCalls$$Simmer.class")).exists();
  }
}
