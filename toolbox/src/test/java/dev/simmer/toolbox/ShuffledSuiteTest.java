package dev.simmer.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The whole suite again and again in one JVM, each time in another order of the ready tasks. */
@Tag(ShuffledSuiteTest.TAG)
@Timeout(600)
class ShuffledSuiteTest {
  static final String TAG = "suite";

  /** The property that shuffles every test that names no seed. */
  private static final String SHUFFLE = "simmer.test.shuffle";

  private final String before = System.getProperty(SHUFFLE, "");

  private static LongStream seeds() {
    long first = Long.getLong("simmer.suite.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("simmer.suite.times", 3));
  }

  @ParameterizedTest(name = "-D" + SHUFFLE + "={0}")
  @MethodSource("seeds")
  void suitePassesInThisOrderOfTasks(long seed) {
    LauncherDiscoveryRequest suite =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.simmer.toolbox"))
            .filters(TagFilter.excludeTags(TAG), EngineFilter.includeEngines("junit-jupiter"))
            .build();
    System.setProperty(SHUFFLE, Long.toString(seed));
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(suite, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTotalFailureCount()).as(() -> failuresOf(summary)).isZero();
    assertThat(summary.getTestsSucceededCount()).as("tests of the suite").isGreaterThan(50);
  }

  @AfterEach
  void leaveTheOrderAsItWas() {
    System.setProperty(SHUFFLE, before);
  }

  private static String failuresOf(TestExecutionSummary summary) {
    StringWriter text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text, true), 5);
    return text.toString();
  }
}
