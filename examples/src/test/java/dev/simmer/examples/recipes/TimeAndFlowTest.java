package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.testing.AsyncTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recipes G10 to G16, G26 and G27: deadlines, limits, queues, and clean ends. */
class TimeAndFlowTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void deadlineOfOneAwaitableCancelsTheWorkAndItsFinallyRuns() {
    var run = VirtualRun.of(() -> Deadlines.one(log::add));
    assertThat(run.value()).isEqualTo("late");
    assertThat(run.millis()).isEqualTo(5_000);
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void deadlineOfABlockCancelsTheWorkAndItsFinallyRuns() {
    var run = VirtualRun.of(() -> Deadlines.block(log::add));
    assertThat(run.value()).isEqualTo("late");
    assertThat(run.millis()).isEqualTo(5_000);
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void neverMoreThanTwentyAreInFlight() throws Exception {
    var twenty = new TwentyAtOnce();
    var run = VirtualRun.of(() -> twenty.fetchAll(500));
    assertThat(run.value()).hasSize(500).startsWith(0, 1, 2).endsWith(499);
    assertThat(twenty.peak()).isEqualTo(20);
    assertThat(run.millis()).isEqualTo(2_500);
  }

  @Test
  void resultsArriveInOrderOfCompletionErrorsAmongThem() throws IOException {
    var run = VirtualRun.of(() -> AsTheyComplete.collect(List.of(3, 1, 2)));
    assertThat(run.value()).containsExactly("after 1 s", "failed: nobody home", "after 3 s");
  }

  @AsyncTest
  @Async
  Coroutine<Void> badItemStopsNobodyAndTheCancelStopsTheWorker() {
    await(ResilientWorker.workThrough(List.of("1", "two", "3"), log::add));
    assertThat(log).hasSize(3);
    assertThat(log.get(0)).isEqualTo("1: 1");
    assertThat(log.get(1)).startsWith("two failed: java.lang.NumberFormatException");
    assertThat(log.get(2)).isEqualTo("3: 3");
    return done();
  }

  @Test
  void boundedQueueHoldsTheProducerBackAndNothingIsLost() {
    var numbers = new BoundedPipeline();
    var run = VirtualRun.of(() -> numbers.pipeline(300));
    assertThat(numbers.sum()).isEqualTo(300 * 299 / 2);
    assertThat(numbers.deepest()).isEqualTo(20);
    assertThat(run.millis()).isEqualTo(1_000);
  }

  @Test
  void shieldedSaveFinishesOnceThoughItsRequestIsCancelled() {
    var run = VirtualRun.of(() -> new ShieldedSave().serve(log::add));
    assertThat(log).containsExactly("request cancelled", "saved");
    assertThat(run.millis()).isEqualTo(5_000);
  }

  @AsyncTest
  @Async
  Coroutine<Void> whatWasOpenedLastIsClosedFirst() {
    await(OpenAndClose.copy(0, 2, log::add));
    assertThat(log)
        .containsExactly(
            "open source", "open target", "write 0", "write 1", "close target", "close source");
    return done();
  }

  @Test
  void failureInTheBlockStillClosesBoth() {
    assertThatThrownBy(() -> VirtualRun.of(() -> OpenAndClose.copy(-1, 2, log::add)))
        .hasMessage("no row -1");
    assertThat(log).containsExactly("open source", "open target", "close target", "close source");
  }

  @AsyncTest
  @Async
  Coroutine<Void> periodicSyncDoesNotDriftAndLeavesNothingBehind() {
    List<Long> times = new ArrayList<>();
    await(PeriodicSync.serve(Duration.ofSeconds(7), times::add));
    long start = times.get(0);
    assertThat(times)
        .extracting(time -> (time - start) / 1_000_000)
        .containsExactly(0L, 2_000L, 4_000L, 6_000L);
    return done();
  }

  @Test
  void crawlKeepsToTheRateAndAsksAgainWhereTheSiteWasBusy() throws IOException {
    var crawl = new PoliteCrawl();
    var run = VirtualRun.of(() -> crawl.crawl(20));
    assertThat(run.value()).hasSize(20).startsWith("page 1").contains("page 7").endsWith("page 20");
    assertThat(crawl.requests()).isBetween(22, 26);
    assertThat(run.millis()).isBetween(4_000L, 4_500L);
    assertThat(run.reports()).isEmpty();
  }

  @Test
  void echoServerAnswersAllItsClientsAndLeavesNothingOpen() throws IOException {
    var run = VirtualRun.of(() -> EchoServer.askAll(List.of("one", "two", "three")));
    assertThat(run.value()).containsExactly("one", "two", "three");
    assertThat(run.millis()).isZero();
    assertThat(run.reports()).isEmpty();
  }
}
