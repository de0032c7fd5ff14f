package dev.simmer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every planted mistake is reported at its line, nothing else is, and the README shows what is
 * really said.
 */
@Timeout(120)
class MistakesTest {
  private static final Path MISTAKES = Path.of("examples", "mistakes");

  /** A planted mistake: {@code // [id]} at the end of its line. */
  private static final Pattern PLANTED = Pattern.compile("// (\\[async-[a-z-]+])$");

  /** The first line of a report. */
  private static final Pattern REPORTED =
      Pattern.compile("^\\S+/\\w+\\.java:(\\d+): (error|warning): (.*)$");

  @TempDir Path temp;

  @Test
  void everyMistakeIsReportedAtItsLineAndNothingElseIs() throws Exception {
    Javac javac = compileAsTheReadmeSays();
    List<String> planted = planted("Mistakes.java");
    assertThat(reported(javac)).containsExactlyInAnyOrderElementsOf(planted);
    assertThat(javac.exitCode()).isEqualTo(1);
  }

  @Test
  void everyIdOfTheFirstVersionIsPlanted() throws IOException {
    assertThat(planted("Mistakes.java"))
        .extracting(mistake -> mistake.substring(mistake.indexOf('[')))
        .contains(
            "[async-await-in-constructor]",
            "[async-await-in-lambda]",
            "[async-await-in-synchronized]",
            "[async-await-method-reference]",
            "[async-await-outside]",
            "[async-blocking-call]",
            "[async-each-outside-for]",
            "[async-emit-outside-generator]",
            "[async-native-method]",
            "[async-nested-run]",
            "[async-return-type]",
            "[async-scope-not-in-try]",
            "[async-synchronized-method]",
            "[async-unawaited-coroutine]",
            "[async-unused-coroutine]")
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void firstLinesOfTheReportsAreWhatTheFileBesideTheMistakesSays() throws Exception {
    List<String> firstLines =
        compileAsTheReadmeSays()
            .output()
            .lines()
            .filter(REPORTED.asMatchPredicate())
            .map(line -> line.substring(line.lastIndexOf("Mistakes.java:")))
            .sorted(Comparator.comparing(MistakesTest::lineNumber))
            .toList();
    assertThat(firstLines)
        .isEqualTo(Files.readAllLines(Javac.ROOT.resolve(MISTAKES).resolve("expected.txt")));
  }

  private static int lineNumber(String report) {
    return Integer.parseInt(report.split(":")[1]);
  }

  @Test
  void readmeQuotesTheOutput() throws Exception {
    String quoted = Readme.read().section("What the compiler says").blocks("text").get(0);
    String output = compileAsTheReadmeSays().output();
    assertThat(quoted.split("(?m)^(?=examples/)"))
        .allSatisfy(report -> assertThat(output).contains(report));
  }

  @Test
  void methodThatOutgrowsItsClassFileIsReportedAtItsLine() throws Exception {
    List<String> arguments = new ArrayList<>(Readme.compilerPaths());
    arguments.addAll(List.of("-d", temp.toString(), MISTAKES.resolve("TooLarge.java").toString()));
    Javac javac = Javac.run("javac", arguments);
    assertThat(reported(javac)).isEqualTo(planted("TooLarge.java"));
    assertThat(javac.output()).endsWith("\n1 error\n");
    assertThat(javac.exitCode()).isEqualTo(1);
  }

  private static Javac compileAsTheReadmeSays() throws Exception {
    List<String> words = Readme.read().section("What the compiler says").command();
    return Javac.run(words.get(0), words.subList(1, words.size()));
  }

  private static List<String> planted(String file) throws IOException {
    List<String> lines = Files.readAllLines(Javac.ROOT.resolve(MISTAKES).resolve(file));
    List<String> planted = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      Matcher matcher = PLANTED.matcher(lines.get(n));
      if (matcher.find()) {
        planted.add(n + 1 + ": " + matcher.group(1));
      }
    }
    return planted;
  }

  private static List<String> reported(Javac javac) {
    return javac
        .output()
        .lines()
        .map(REPORTED::matcher)
        .filter(Matcher::matches)
        .map(report -> report.group(1) + ": " + report.group(3).replaceFirst(" .*", ""))
        .toList();
  }
}
