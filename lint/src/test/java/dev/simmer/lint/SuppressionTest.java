package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
  @ValueSource(strings = {"async-await", "async-unawaited-coroutine", "all", "Async"})
  void otherWordsDoNot(String value) {
    Linted.members(
            """
            @SuppressWarnings("%s") @Async Coroutine<Void> load() throws Exception {
              Thread.sleep(1); // [async-blocking-call]
              return done();
            }
            """
                .formatted(value))
        .reportsWhatIsMarked();
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
    var locked = "new ReentrantLock().lock();";
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
}
