package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every id has a page, and the page's examples do what it says: the bad one is reported with that
 * id, the good one is not reported at all.
 */
class DiagnosticPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "diagnostics");

  private static final Pattern FENCE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** These need a method of 64 KB, or a bug. */
  private static final Set<RewriterError> NOT_SEEN_IN_SOURCE =
      EnumSet.of(RewriterError.METHOD_TOO_LARGE, RewriterError.INTERNAL);

  @ParameterizedTest
  @EnumSource
  void everyIdHasAPageOfTheSameShape(RewriterError error) throws IOException {
    assertThat(page(error))
        .startsWith("# " + error.id() + "\n")
        .containsSubsequence(
            "## Problem\n",
            "## Why\n",
            "## Bad\n",
            "## Good\n",
            "## When it is fine\n",
            "## Suppress\n");
  }

  @ParameterizedTest
  @MethodSource("errorsSeenInSource")
  void badExampleIsReported(RewriterError error) throws IOException {
    String example = example(error, "Bad");
    assertThat(example).contains("[" + error.id() + "]");

    MarkedSource source = MarkedSource.members(example);
    if (error == RewriterError.MISSING_RETURN || error == RewriterError.MISSING_DONE) {
      source.matchesBesideErrorsOfJavac();
    } else {
      source.matches();
    }
  }

  @ParameterizedTest
  @MethodSource("errorsSeenInSource")
  void goodExampleIsNotReported(RewriterError error) throws IOException {
    String example = example(error, "Good");
    assertThat(example).doesNotContain("^ ");

    MarkedSource.members(example).matches();
  }

  @Test
  void textOfEveryMessageHasWhyFixAndPage() {
    for (RewriterError error : RewriterError.values()) {
      assertThat(error.message("a fact").fix("an edit").text())
          .startsWith("[" + error.id() + "] a fact\n")
          .contains("why:  ", "fix:  ")
          .endsWith("see:    docs/diagnostics/" + error.id() + ".md");
    }
  }

  static Stream<RewriterError> errorsSeenInSource() {
    return EnumSet.complementOf(EnumSet.copyOf(NOT_SEEN_IN_SOURCE)).stream();
  }

  private static String example(RewriterError error, String heading) throws IOException {
    String page = page(error);
    Matcher fence = FENCE.matcher(page);
    assertThat(fence.find(page.indexOf("## " + heading + "\n")))
        .as("example in %s", heading)
        .isTrue();
    return fence.group(1);
  }

  private static String page(RewriterError error) throws IOException {
    return Files.readString(PAGES.resolve(error.id() + ".md"));
  }
}
