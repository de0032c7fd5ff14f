package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Coroutine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ways of fetching bring the same items, and the concurrent one obeys its limit. */
@Timeout(30)
class FetchingTest {
  private static final Duration LATENCY = Duration.ofMillis(5);
  private static final int ITEMS = 100;

  @Test
  void oneAfterAnotherHasOneCallInFlight() {
    Measured run = measure(Fetching::oneAfterAnother);
    assertThat(run.statistics().peakInFlight()).isEqualTo(1);
    assertThat(run.wall()).isGreaterThanOrEqualTo(LATENCY.multipliedBy(ITEMS));
  }

  @Test
  void concurrentlyNeverExceedsTheLimitAndReachesIt() {
    Measured run = measure(fetching -> fetching.concurrently(20));
    assertThat(run.statistics().peakInFlight()).isEqualTo(20);
    assertThat(run.statistics().inFlight()).isZero();
    assertThat(run.wall()).isGreaterThanOrEqualTo(run.statistics().floor(20));
  }

  @Test
  void bothWaysBringTheSameAnswersInTheSameOrder() {
    Measured serial = measure(Fetching::oneAfterAnother);
    Measured concurrent = measure(fetching -> fetching.concurrently(20));
    assertThat(serial.answers()).hasSize(ITEMS);
    assertThat(new Report(serial, concurrent, 20).sameData()).isTrue();
    assertThat(serial.lost()).extracting(Answer.Lost::id).containsExactly(5, 17, 75, 87);
  }

  @Test
  void progressStepsOncePerItem() {
    var printed = new StringWriter();
    measure(fetching -> fetching.concurrently(7), printed);
    assertThat(printed.toString().lines()).hasSize(4).last().asString().contains("100/100");
  }

  private static Measured measure(Function<Fetching, Coroutine<List<Answer>>> way) {
    return measure(way, new StringWriter());
  }

  private static Measured measure(
      Function<Fetching, Coroutine<List<Answer>>> way, StringWriter printed) {
    var statistics = new Statistics(LATENCY);
    var http =
        FakeHttp.answersAfter(
            LATENCY, (id, attempt) -> attempt <= SlowUpstream.refusals(id) ? 503 : 200);
    var retries = new Retries(4, Duration.ofMillis(1));
    var upstream = URI.create("http://upstream");
    var client = new ItemClient(http, upstream, Duration.ofSeconds(10), retries, statistics);
    var progress = new Progress(new PrintWriter(printed), false, "", ITEMS);
    var fetching = new Fetching(client, ITEMS, progress);
    return run(Measured.of(way.apply(fetching), statistics));
  }
}
