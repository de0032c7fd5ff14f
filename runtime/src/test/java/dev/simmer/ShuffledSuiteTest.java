package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
  private static final int TIMES = Integer.getInteger("simmer.suite.times", 3);
  private static final long FIRST_SEED = Long.getLong("simmer.suite.seed", 1);

  @Test
  void suitePassesInEveryOrderOfTasks() {
    LauncherDiscoveryRequest suite =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.simmer"))
            .filters(TagFilter.excludeTags(TAG, "faults"))
            .build();
    String before = System.getProperty(RuntimeTest.SHUFFLE);
    List<String> failures = new ArrayList<>();
    long started = System.nanoTime();
    long tests = 0;
    try {
      for (int time = 0; time < TIMES; time++) {
        String seed = Long.toString(FIRST_SEED + time);
        System.setProperty(RuntimeTest.SHUFFLE, seed);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(suite, listener);
        TestExecutionSummary summary = listener.getSummary();
        tests += summary.getTestsSucceededCount();
        if (summary.getTotalFailureCount() > 0) {
          failures.add("-D" + RuntimeTest.SHUFFLE + "=" + seed + failuresOf(summary));
        }
      }
    } finally {
      if (before == null) {
        System.clearProperty(RuntimeTest.SHUFFLE);
      } else {
        System.setProperty(RuntimeTest.SHUFFLE, before);
      }
    }
    System.out.printf(
        "The suite ran %d times, each in another order: %d tests passed in %.1f s, %d times failed%n",
        TIMES, tests, (System.nanoTime() - started) / 1e9, failures.size());
    assertThat(failures).isEmpty();
    assertThat(tests).as("tests of a suite").isGreaterThan(100L * TIMES);
  }

  private static String failuresOf(TestExecutionSummary summary) {
    StringWriter text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text, true), 5);
    return text.toString();
  }
}
