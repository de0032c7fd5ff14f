package dev.simmer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Simmer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user's build does with async tests: Maven and Surefire, as they come. */
@Timeout(180)
class FailingBuildTest {
  private record Build(int exitCode, String output) {}

  @TempDir private Path output;

  @Test
  void asyncTestThatFailsAfterAWaitFailsTheBuild() throws Exception {
    Build build = build("Red");
    assertThat(build.output()).contains("Tests run: 1, Failures: 1", "expected: 2", "Red.java:");
    assertThat(build.exitCode()).isNotZero();
  }

  @Test
  void asyncTestThatPassesIsCountedAndPassesTheBuild() throws Exception {
    Build build = build("Green");
    assertThat(build.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(build.exitCode()).isZero();
  }

  private Build build(String sample) throws IOException, InterruptedException, URISyntaxException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
    List<String> command =
        List.of(
            maven.toString(),
            "--batch-mode",
            "--offline",
            "--file",
            Path.of("src", "test", "builds", "pom.xml").toString(),
            "surefire:test",
            "-Dtest=" + sample,
            "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
            "-Dsamples.output=" + output,
            "-Dsamples.classes=" + placeOf(FailingBuildTest.class),
            "-Dsamples.library=" + placeOf(AsyncTest.class),
            "-Dsamples.runtime=" + placeOf(Simmer.class));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Build(process.waitFor(), text);
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
