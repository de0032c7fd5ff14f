package dev.simmer.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.examples.Javac;
import dev.simmer.examples.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recipes G18 and G22: what the lint says of them, were it not told to be quiet. */
@Timeout(120)
class LintedRecipesTest {
  @TempDir Path temp;

  @Test
  void lintPointsAtTheStaleRead() throws Exception {
    Javac javac = compileWithoutSuppressions("AtomicTransfer");
    assertThat(javac.exitCode()).isZero();
    assertThat(javac.output())
        .containsOnlyOnce("warning: [")
        .containsSubsequence(
            "warning: [async-stale-read] 'from' is tested before an await and written after it",
            "      from -= amount;",
            "it waits in await(audit(amount))");
  }

  @Test
  void lintPrintsThePathThroughTheLayers() throws Exception {
    Javac javac = compileWithoutSuppressions("ThreeLayers");
    assertThat(javac.exitCode()).isEqualTo(1);
    assertThat(javac.output())
        .containsOnlyOnce("error: [")
        .containsSubsequence(
            "error: [async-blocking-transitive] Repository.find reaches Thread.sleep, which blocks the"
                + " event loop in Service.stalling (sleep)",
            "      return done(repository.find(number));",
            "path:   Service.stalling -> Repository.find -> Repository.query -> Thread.sleep",
            "Repository.find calls Repository.query at ThreeLayers.java:",
            "Repository.query calls Thread.sleep at ThreeLayers.java:",
            "fix:    await(toThread(() -> repository.find(number)))");
  }

  private Javac compileWithoutSuppressions(String recipe) throws IOException, InterruptedException {
    Path source =
        Javac.ROOT.resolve(
            "examples/src/main/java/dev/simmer/examples/recipes/" + recipe + ".java");
    List<String> lines = new ArrayList<>(Files.readAllLines(source));
    assertThat(lines.removeIf(line -> line.strip().startsWith("@SuppressWarnings"))).isTrue();
    Path file = Files.write(temp.resolve(recipe + ".java"), lines);
    List<String> arguments = new ArrayList<>(Readme.compilerPaths());
    arguments.addAll(List.of("-d", temp.toString(), file.toString()));
    return Javac.run("javac", arguments);
  }
}
