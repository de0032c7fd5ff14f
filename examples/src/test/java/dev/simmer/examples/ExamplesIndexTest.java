package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages a newcomer reads lead somewhere, and the index of the examples leaves nothing out. */
class ExamplesIndexTest {
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

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).toList();
  }
}
