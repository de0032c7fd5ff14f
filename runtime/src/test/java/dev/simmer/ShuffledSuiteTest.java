package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  private final @Nullable String before = System.getProperty(RuntimeTest.SHUFFLE);

  private static LongStream seeds() {
    long first = Long.getLong("simmer.suite.seed", 1);
    return LongStream.range(first, first + Integer.getInteger("simmer.suite.times", 3));
  }

  @ParameterizedTest(name = "-D" + RuntimeTest.SHUFFLE + "={0}")
  @MethodSource("seeds")
  void suitePassesInThisOrderOfTasks(long seed) {
    LauncherDiscoveryRequest suite =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.simmer"))
            .filters(TagFilter.excludeTags(TAG, "faults"))
            .build();
    System.setProperty(RuntimeTest.SHUFFLE, Long.toString(seed));
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(suite, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTotalFailureCount()).as(() -> failuresOf(summary)).isZero();
    assertThat(summary.getTestsSucceededCount()).as("tests of the suite").isGreaterThan(100);
  }

  @AfterEach
  void leaveTheOrderAsItWas() {
    if (before == null) {
      System.clearProperty(RuntimeTest.SHUFFLE);
    } else {
      System.setProperty(RuntimeTest.SHUFFLE, before);
    }
  }

  private static String failuresOf(TestExecutionSummary summary) {
    StringWriter text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text, true), 5);
    return text.toString();
  }
}
