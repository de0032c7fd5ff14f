package dev.simmer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pins T1-T64, T70, T76-T89, T109, T117-T125 by programs that nobody wrote. */
class GeneratedProgramsTest {
  private static final long METHODS = Long.getLong("differential.methods", 5000);

  @Test
  void rewrittenProgramsBehaveAsJavaDoesInEveryModeAndWhenDisturbed(@TempDir Path folder) {
    int release = TestWorlds.newestRelease();
    Settings settings = new Settings(1, METHODS, release, 6, 3, 2);
    Report report = new Campaign(new TestWorlds(folder), settings).run();
    System.out.println(report);
    assertThat(report.findings()).isEmpty();
    assertThat(report.methods()).isGreaterThanOrEqualTo((int) METHODS);
    assertThat(report.injections()).isGreaterThan(METHODS);
    assertThat(report.invalid()).hasSizeLessThan(3);
    assertThat(report.medianStatements()).isGreaterThanOrEqualTo(12);
    assertThat(report.medianAwaits()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void sourcesOfJava17CompileOnEveryJdk(@TempDir Path folder) {
    Settings settings = new Settings(500_000, 300, 17, 6, 3, 2);
    Report report = new Campaign(new TestWorlds(folder), settings).run();
    assertThat(report.findings()).isEmpty();
  }
}
