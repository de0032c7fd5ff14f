package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may silence a rule, and how levels are set. */
class SuppressionTest {

  @ParameterizedTest
  @ValueSource(strings = {"async-blocking-call", "async-blocking", "async"})
  void idFamilyAndAsyncSuppress(String value) {
    Linted.members(
            """
            @SuppressWarnings("%s")
            @Async Coroutine<Void> load() throws Exception { Thread.sleep(1); return done(); }
            """
                .formatted(value))
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @CsvSource({
    "async-await, // [async-unused-suppression] suppresses nothing here",
    "async-unawaited-coroutine, // [async-unused-suppression] delete it",
    "async-blocking-cal, // [async-unused-suppression] @SuppressWarnings(\"async-blocking-call\")",
    "all, ''",
    "Async, ''"
  })
  void otherWordsDoNotAndOursAreReported(String value, String mark) {
    Linted.members(
            """
            @SuppressWarnings("%s") %s
            @Async Coroutine<Void> load() throws Exception {
              Thread.sleep(1); // [async-blocking-call]
              return done();
            }
            """
                .formatted(value, mark))
        .reportsWhatIsMarked();
  }

  @Test
  void everyWordIsJudgedByItself() {
    Linted.members(
            """
            @SuppressWarnings({"async-blocking", "unused", "async-state"}) // [async-unused-suppression] "async-state"
            @Async Coroutine<Void> load() throws Exception {
              long now = slow();
              @SuppressWarnings("async-await") String text = "" + now; // [async-unused-suppression]
              return done();
            }
            static long slow() throws Exception { Thread.sleep(1); return 1; }
            @SuppressWarnings("async-no-such-rule") // [async-unused-suppression] there is no rule
            void plain() {}
            @SuppressWarnings("async-slow-call") // a rule that is off
            void other() {}
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void reportsOfTheBaselineAreNotReportedAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lint.baseline");
    String option = "-Asimmer.lint.baseline=" + file;
    String sleeps = "Thread.sleep(1); Thread.sleep(2);";

    assertThat(Linted.async(sleeps).option(option).messages()).isEmpty();
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .filteredOn(line -> !line.startsWith("#"))
        .containsOnly(
            "async-blocking-call\tshop.Pages\t"
                + "Thread.sleep blocks the event loop in Pages.load (sleep)");

    Linted.async(
            "\n\nThread.sleep(7);\nSystem.in.read(); // [async-blocking-call]\nThread.sleep(8);")
        .option(option)
        .reportsWhatIsMarked();
    Linted.async(sleeps + "Thread.sleep(3); // [async-blocking-call]")
        .option(option)
        .reportsWhatIsMarked();
    assertThat(Linted.async("Thread.sleep(1);").option(option).messages())
        .singleElement()
        .asString()
        .startsWith("[async-unused-suppression] the baseline has a report that is gone")
        .contains("[async-blocking-call] Thread.sleep blocks the event loop in Pages.load");
  }

  @Test
  void baselineThatCannotBeReadIsAnError(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("lint.baseline"), "# fine\n\nnonsense\n");
    assertThat(Linted.async("").option("-Asimmer.lint.baseline=" + file).compile().errors())
        .singleElement()
        .asString()
        .contains("lint.baseline cannot be read", "line 3 is not an id, a class and a report");
    assertThat(
            Linted.async("")
                .option("-Asimmer.lint.baseline=" + folder.resolve("a/b"))
                .compile()
                .errors())
        .singleElement()
        .asString()
        .contains("cannot be written");
  }

  @Test
  void everyEnclosingDeclarationCounts() {
    Linted.members(
            """
            static final String ID = "async-blocking-call";
            @SuppressWarnings({"unused", ID})
            AsyncCallable<Void> field = () -> { Thread.sleep(1); return done(); };
            @SuppressWarnings("async-blocking") static class Inner {
              @Async Coroutine<Void> load() throws Exception { Thread.sleep(1); return done(); }
            }
            void local() {
              @SuppressWarnings("async") AsyncCallable<Void> c = () -> { Thread.sleep(1); return done(); };
              AsyncCallable<Void> d = () -> { Thread.sleep(1); return done(); }; // [async-blocking-call]
              Object both = List.of(c, d);
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void generatedCodeIsLeftAlone() {
    Linted.members(
            """
            @interface Generated {}
            @Generated static class G {
              @Async Coroutine<Void> load() throws Exception { Thread.sleep(1); return done(); }
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aLevelChangesTheKindAndOffIsSilent() {
    var sleep = "Thread.sleep(1);";
    assertThat(Linted.async(sleep).compile().errors()).hasSize(1);
    var warned = Linted.async(sleep).option("-Asimmer.lint=async-blocking-call:warn").compile();
    assertThat(warned.errors()).isEmpty();
    assertThat(warned.warnings()).hasSize(1);
    assertThat(Linted.async(sleep).option("-Asimmer.lint=async-blocking-call:off").messages())
        .isEmpty();
  }

  @Test
  void strictMakesErrorsOfWarningsAndWarningsOfWhatIsOff() {
    var likely = "new File(\"a\").exists();";
    assertThat(Linted.async(likely).option("-Asimmer.lint=strict").compile().errors()).hasSize(1);
    var locked = "await(yieldNow()); new ReentrantLock().lock();";
    assertThat(Linted.async(locked).option("-Asimmer.lint=strict").compile().warnings()).hasSize(1);
    assertThat(
            Linted.async(locked)
                .option("-Asimmer.lint=strict,async-lock-contention:off")
                .messages())
        .isEmpty();
  }

  @Test
  void warningsFailABuildThatWantsThemTo() {
    assertThat(Linted.async("new File(\"a\").exists();").option("-Werror").compile().errors())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "async-blocking-cal:off | async-blocking-call",
        "async-blocking-call:warning | warn",
        "stric | strict",
        "async-blocking-call:off,strict | write it first",
      })
  void aMistypedOptionIsAnErrorThatNamesTheNearest(String option, String said) {
    var errors = Linted.async("").option("-Asimmer.lint=" + option).compile().errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getMessage(null)).contains(said);
  }

  @Test
  void anOptionThatThereIsNotIsAnErrorThatNamesTheNearest() {
    var errors = Linted.async("").option("-Asimmer.lint.basline=a").compile().errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getMessage(null))
        .contains("there is no option -Asimmer.lint.basline; did you mean -Asimmer.lint.baseline?");
    assertThat(Linted.async("").option("-Asimmer.debug=true").compile().errors()).isEmpty();
    assertThat(Linted.async("").option("-Aanother=1").compile().errors()).isEmpty();
  }
}
