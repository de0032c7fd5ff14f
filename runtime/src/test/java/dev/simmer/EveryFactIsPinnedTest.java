package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/asyncio.md}, the tests of all modules and {@code faults.txt} together: every
 * fact has a test that cites it, and a fault that this test notices.
 */
class EveryFactIsPinnedTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LISTED = Pattern.compile("(?m)^- (A\\d+) ");
  private static final Pattern ID = Pattern.compile("\\bA\\d+\\b");

  /** The comment of a test, then its name. */
  private static final Pattern TEST =
      Pattern.compile(
          "/\\*\\*((?:[^*]++|\\*(?!/))*+)\\*/\\s*+(?:@\\w++(?:\\([^)]*+\\))?\\s*+)++void (\\w++)\\(");

  @Test
  void everyFactIsCitedByATest() throws IOException {
    assertThat(citations().values().stream().flatMap(Set::stream)).containsAll(facts());
  }

  @Test
  void everyCitationIsOfAListedFact() throws IOException {
    assertThat(facts()).containsAll(citations().values().stream().flatMap(Set::stream).toList());
  }

  @Test
  void everyFactHasAFault() throws IOException {
    List<String> faulty =
        Fault.all().stream().flatMap(fault -> fault.pins().stream()).map(Fault.Pin::fact).toList();
    assertThat(faulty).containsAll(facts());
    assertThat(facts()).containsAll(faulty);
  }

  @Test
  void everyTestBesideAFaultIsThereAndCitesTheFact() throws IOException {
    Map<String, Set<String>> citations = citations();
    for (Fault fault : Fault.all()) {
      assertThat(fault.pins())
          .allSatisfy(
              pin ->
                  assertThat(citations.getOrDefault(pin.test(), Set.of()))
                      .as(pin.test())
                      .contains(pin.fact()));
    }
  }

  @Test
  void everyFaultChangesOneLineOfItsSource() throws IOException {
    for (Fault fault : Fault.all()) {
      assertThat(fault.occurrences()).as("%s in %s", fault.code(), fault.file()).isEqualTo(1);
      assertThat(fault.faulty()).isNotEqualTo(fault.code());
    }
  }

  @Test
  void factsAreNumberedWithoutGaps() throws IOException {
    assertThat(ids(LISTED, Files.readString(ROOT.resolve("docs/asyncio.md"))))
        .isEqualTo(
            Stream.of(
                    IntStream.rangeClosed(1, 118),
                    IntStream.of(124, 127, 129, 131),
                    IntStream.rangeClosed(137, 150),
                    IntStream.rangeClosed(157, 171))
                .flatMap(IntStream::boxed)
                .map(number -> "A" + number)
                .collect(Collectors.toSet()));
  }

  @Test
  void citationIsReadFromTheCommentOfATestAlone() {
    assertThat(
            citations(
                "Some",
                """
                /** Pins: A1. */
                class Some {
                  /** A2 and A3: both *at once*. */
                  @Test
                  @Timeout(5)
                  void one() {} // A4
                  /** A5. */
                  private int two() {}
                  @Test
                  void three() {}
                }
                """))
        .isEqualTo(Map.of("Some.one", Set.of("A2", "A3")));
  }

  /** The facts that have a counterpart. */
  private static Set<String> facts() throws IOException {
    return ids(
        LISTED,
        Files.readString(ROOT.resolve("docs/asyncio.md")).split("## Without a counterpart")[0]);
  }

  private static Set<String> ids(Pattern pattern, String text) {
    Set<String> ids = new TreeSet<>();
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      ids.add(found.group(found.groupCount()));
    }
    return ids;
  }

  /** What each test of every module cites, by the names of its class and method. */
  private static Map<String, Set<String>> citations() throws IOException {
    Map<String, Set<String>> citations = new HashMap<>();
    for (Path file : tests()) {
      String name = file.getFileName().toString();
      citations.putAll(
          citations(name.substring(0, name.length() - ".java".length()), Files.readString(file)));
    }
    return citations;
  }

  private static List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT)) {
      for (Path module : modules) {
        Path folder = module.resolve("src/test/java");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            tests.addAll(files.filter(file -> file.toString().endsWith("Test.java")).toList());
          }
        }
      }
    }
    return tests;
  }

  private static Map<String, Set<String>> citations(String className, String source) {
    Map<String, Set<String>> citations = new HashMap<>();
    for (Matcher test = TEST.matcher(source); test.find(); ) {
      Set<String> cited = ids(ID, test.group(1));
      if (!cited.isEmpty()) {
        citations.put(className + "." + test.group(2), cited);
      }
    }
    return citations;
  }
}
