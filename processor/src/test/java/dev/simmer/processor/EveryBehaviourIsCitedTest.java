package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/behaviours.md} and the tests of all modules together. */
class EveryBehaviourIsCitedTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LISTED = Pattern.compile("(?m)^- (T\\d+) ");

  /** What stands behind the opening brace of a test, or in a line of its own above it. */
  private static final Pattern CITATION =
      Pattern.compile("(?m)(?:\\{ // |^ +/\\*\\* (?:Pins )?)((?:[TA]\\d+\\b[, .]*)+)");

  private static final Pattern ID = Pattern.compile("T\\d+");

  @Test
  void everyBehaviourIsPinnedByATestThatCitesIt() throws IOException {
    assertThat(cited()).containsAll(listed());
  }

  @Test
  void everyCitationIsOfAListedBehaviour() throws IOException {
    assertThat(listed()).containsAll(cited());
  }

  @Test
  void behavioursAreNumberedWithoutGaps() throws IOException {
    assertThat(listed())
        .isEqualTo(
            IntStream.rangeClosed(1, 128).mapToObj(i -> "T" + i).collect(Collectors.toSet()));
  }

  @Test
  void citationIsReadWhereATestHasIt() {
    assertThat(
            citations(
                """
                /** About T1. */
                class Example {
                  @Test
                  void one() { // T2, A3, T4
                    int T5 = 6; // T6
                  }
                  /** Pins T7. */
                  @Test
                  void two() {}
                }
                """))
        .containsExactlyInAnyOrder("T2", "T4", "T7");
  }

  private static Set<String> listed() throws IOException {
    return LISTED
        .matcher(Files.readString(ROOT.resolve("docs/behaviours.md")))
        .results()
        .map(line -> line.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> cited() throws IOException {
    Set<String> cited = new TreeSet<>();
    for (Path source : testSources()) {
      cited.addAll(citations(Files.readString(source)));
    }
    return cited;
  }

  private static Set<String> citations(String source) {
    return CITATION
        .matcher(source)
        .results()
        .flatMap(found -> ID.matcher(found.group(1)).results().map(MatchResult::group))
        .collect(Collectors.toSet());
  }

  private static List<Path> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().replace('\\', '/').contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Test.java"))
          .toList();
    }
  }
}
