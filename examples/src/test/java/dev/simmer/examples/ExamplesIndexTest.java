package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages a newcomer reads lead somewhere, and the index of the examples leaves nothing out. */
class ExamplesIndexTest {
  /** Two words run together; javac's own listener is the one that is not ours. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\b(?!TaskListener)(?:[A-Z][a-z]+){2,}\\b");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "examples/README.md"})
  void everyLinkLeadsToAFile(String page) throws IOException {
    Path file = Javac.ROOT.resolve(page);
    assertThat(links(file)).allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
  }

  @Test
  void everyRecipeIsInTheIndex() throws IOException {
    Path folder = Path.of("src/main/java/dev/simmer/examples/recipes");
    try (Stream<Path> recipes = Files.list(Javac.ROOT.resolve("examples").resolve(folder))) {
      assertThat(links(Javac.ROOT.resolve("examples/README.md")))
          .containsAll(
              recipes
                  .map(recipe -> folder.resolve(recipe.getFileName()).toString())
                  .filter(recipe -> !recipe.endsWith("package-info.java"))
                  .toList());
    }
  }

  @Test
  void everyClassThatTheArchitectureNamesExists() throws IOException {
    String page = Files.readString(Javac.ROOT.resolve("ARCHITECTURE.md"));
    List<String> named =
        CLASS_NAME.matcher(page).results().map(MatchResult::group).distinct().toList();
    try (Stream<Path> files = Files.walk(Javac.ROOT)) {
      List<String> sources = files.map(file -> file.getFileName().toString()).toList();
      assertThat(named)
          .hasSizeGreaterThan(10)
          .allSatisfy(name -> assertThat(sources).contains(name + ".java"));
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).toList();
  }
}
