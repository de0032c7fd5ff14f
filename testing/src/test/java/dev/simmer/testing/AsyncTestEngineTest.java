package dev.simmer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The engine runs what is selected, and reports how it ended. */
class AsyncTestEngineTest {
  @BeforeEach
  void clear() {
    Samples.LOG.clear();
  }

  @Test
  void everyOutcomeIsReportedAsWhatItIs() {
    EngineExecutionResults results = run(selectClass(Samples.EveryOutcome.class));
    results.testEvents().assertStatistics(counts -> counts.started(7).succeeded(1).aborted(1));
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(test("passes()"), finishedSuccessfully()))
        .haveExactly(
            1,
            event(
                test("failsAnAssertion()"),
                finishedWithFailure(instanceOf(AssertionFailedError.class))))
        .haveExactly(1, event(test("throwsAChecked()"), finishedWithFailure(same(Samples.REFUSED))))
        .haveExactly(
            1,
            event(
                test("leavesATask()"),
                finishedWithFailure(
                    instanceOf(AssertionError.class), says("task 'poller', created at "))))
        .haveExactly(
            1,
            event(
                test("neverEnds()"),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class), says("Nothing can wake the loop"))))
        .haveExactly(
            1,
            event(
                test("returnsNull()"), finishedWithFailure(instanceOf(NullPointerException.class))))
        .haveExactly(
            1,
            event(
                test("isAborted()"),
                abortedWithReason(instanceOf(TestAbortedException.class), says("not here"))))
        .haveExactly(1, event(test("isDisabled()"), skippedWithReason("broken")));
  }

  @Test
  void eachTestHasAnInstanceAndALoopThatWhatIsAroundItSharesInJupitersOrder() {
    run(selectClass(Samples.Hooked.class))
        .testEvents()
        .assertStatistics(c -> c.succeeded(1).failed(1));
    assertThat(Samples.LOG).startsWith("all").endsWith("all ended").hasSize(12);
    for (String test : List.of("one", "two")) {
      assertThat(Samples.LOG)
          .containsSequence(
              "open", "connect, had none", test + " connected", "disconnect", "close");
    }
  }

  @Test
  void failureToSetUpKeepsTheTestFromRunningAndTearsDown() {
    run(selectMethod(Samples.FailsToOpen.class, "one"))
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(test("one()"), finishedWithFailure(same(Samples.REFUSED))));
    assertThat(Samples.LOG)
        .containsExactly("all", "open", "connect, had none", "disconnect", "close", "all ended");
  }

  @Test
  void hookThatReturnsNullIsToldWhatToReturn() {
    run(selectClass(Samples.NullHook.class))
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(test("one()"), finishedWithFailure(says("open() returned null instead of"))));
  }

  @Test
  void testWithParametersRunsOnceForEachOfItsArgumentsAndSeeds() {
    EngineExecutionResults results = run(selectClass(Samples.Parameterised.class));
    assertThat(Samples.LOG).containsExactlyInAnyOrder("number 3", "number 5", "text a");
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(test("numbers"), displayName("[2] 5"), finishedSuccessfully()))
        .haveExactly(
            1, event(test("several"), displayName("[1] two, 3, shuffle 1"), finishedSuccessfully()))
        .haveExactly(
            1,
            event(
                test("several"),
                displayName("[4] three, 4, shuffle 2"),
                finishedWithFailure(instanceOf(AssertionError.class))));
    results.testEvents().assertStatistics(counts -> counts.started(7).succeeded(5).failed(2));
  }

  @Test
  void nestedClassIsFoundInsideItsClassHoweverItIsSelected() {
    List<DiscoverySelector> selections =
        List.of(
            selectClass(Samples.Outer.class),
            selectClass(Samples.Outer.Inside.class),
            selectMethod(Samples.Outer.Inside.class, "pears"));
    for (DiscoverySelector selection : selections) {
      assertThat(run(selection).testEvents().succeeded().stream())
          .extracting(event -> event.getTestDescriptor().getUniqueId().toString())
          .contains(
              "[engine:simmer]/[class:dev.simmer.testing.Samples]/[class:dev.simmer.testing.Samples$Outer]"
                  + "/[class:dev.simmer.testing.Samples$Outer$Inside]/[method:pears()]");
    }
  }

  @Test
  void testIsFoundAgainByItsId() {
    TestDescriptor apples = only(run(selectMethod(Samples.Outer.class, "apples")));
    assertThat(apples.getDisplayName()).isEqualTo("sells apples");
    assertThat(apples.getTags()).extracting(tag -> tag.getName()).containsOnly("fruit", "shop");
    assertThat(apples.getParent().orElseThrow().getDisplayName()).isEqualTo("A shop");
    assertThat(only(run(selectUniqueId(apples.getUniqueId()))).getUniqueId())
        .isEqualTo(apples.getUniqueId());
  }

  @Test
  void runOfATestWithParametersIsFoundByItsIdWithTheWholeTest() {
    EngineExecutionResults results =
        run(
            selectUniqueId(
                "[engine:simmer]/[class:dev.simmer.testing.Samples]/[class:dev.simmer.testing.Samples$Parameterised]"
                    + "/[method:numbers(int)]/[run:#2]"));
    results.testEvents().assertStatistics(counts -> counts.succeeded(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IsGenerator    | @AsyncTest method IsGenerator.numbers() returns AsyncGenerator
          IsPrivate      | @AsyncTest method IsPrivate.hidden() is private
          HasNoArguments | @AsyncTest method HasNoArguments.takes() takes parameters, and nothing gives them
          HasNoSource    | HasNoSource has no such static method without parameters
          WrongHook      | WrongHook.open() runs around each @AsyncTest
          AroundInner    | Samples$AroundInner$Inner is an inner class
          """)
  void testThatCouldNotRunIsAnErrorOfDiscovery(String sample, String sentence)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(Samples.class.getName() + "$" + sample);
    assertThat(
            EngineTestKit.engine(AsyncTestEngine.ID)
                .selectors(selectClass(type))
                .discover()
                .getDiscoveryIssues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
              assertThat(issue.message()).contains(sentence);
              assertThat(issue.source()).isPresent();
            });
  }

  private static EngineExecutionResults run(DiscoverySelector selector) {
    return EngineTestKit.engine(AsyncTestEngine.ID).selectors(selector).execute();
  }

  private static TestDescriptor only(EngineExecutionResults results) {
    List<Event> ended = results.testEvents().succeeded().list();
    assertThat(ended).hasSize(1);
    return ended.get(0).getTestDescriptor();
  }

  private static Condition<Throwable> same(Throwable expected) {
    return new Condition<>(thrown -> thrown == expected, "the very exception");
  }

  private static Condition<Throwable> says(String words) {
    return message(text -> Objects.requireNonNull(text).contains(words));
  }
}
