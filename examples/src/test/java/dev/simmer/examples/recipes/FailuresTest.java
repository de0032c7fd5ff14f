package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.ExceptionGroup;
import dev.simmer.testing.AsyncTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recipes G6 to G9 and G17: no failure is lost, and each is met where it belongs. */
class FailuresTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void failureNobodyAwaitsIsReportedByTheNameOfItsTask() {
    var run = VirtualRun.of(() -> UnseenFailure.serve());
    assertThat(run.millis()).isEqualTo(3_000);
    assertThat(run.reports()).hasSize(1);
    var report = run.reports().get(0);
    assertThat(report.message()).contains("refresh cache");
    assertThat(report.exception()).hasMessage("the cache is read-only");
  }

  @Test
  void settledOutcomesKeepFailuresBesideValues() throws IOException {
    var run = VirtualRun.of(() -> SettledOutcomes.checkAll(List.of("alpha", "old-beta", "gamma")));
    assertThat(run.value())
        .containsExactly("up: 5 ms", "down: old-beta does not answer", "up: 5 ms");
    assertThat(run.millis()).isEqualTo(1_000);
  }

  @Test
  void groupWhoseTasksSucceedGivesAllResults() throws IOException {
    var run = VirtualRun.of(() -> AllOrNothing.dashboard("nothing", log::add));
    assertThat(run.value()).containsExactly("user", "orders", "news");
    assertThat(run.millis()).isEqualTo(3_000);
  }

  @Test
  void failureCancelsTheRestOfTheGroupBeforeItLeavesTheBlock() {
    ExceptionGroup failures =
        catchThrowableOfType(
            ExceptionGroup.class,
            () -> VirtualRun.of(() -> AllOrNothing.dashboard("orders", log::add)));
    assertThat(failures.exceptions()).singleElement().isInstanceOf(IOException.class);
    assertThat(log).containsExactly("user ended", "orders ended", "news ended");
  }

  @AsyncTest
  @Async
  Coroutine<Void> eachKindOfFailureReachesItsHandler() throws Exception {
    var failures =
        List.of(
            new IOException("disk full"),
            new IllegalArgumentException("no such dish"),
            new IOException("disk on fire"));
    await(HandledByType.runAll(failures, log::add));
    assertThat(log)
        .containsExactlyInAnyOrder(
            "retry later: disk full", "retry later: disk on fire", "reject: no such dish");
    return done();
  }

  @Test
  void failureThatNoHandlerTakesIsThrownOn() {
    List<Exception> failures =
        List.of(new IOException("disk full"), new IllegalStateException("no gas"));
    assertThatThrownBy(() -> VirtualRun.of(() -> HandledByType.runAll(failures, log::add)))
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            rest ->
                assertThat(rest.exceptions())
                    .singleElement()
                    .isInstanceOf(IllegalStateException.class));
    assertThat(log).containsExactly("retry later: disk full");
  }

  @Test
  void globalHandlerCatchesWhatSlipsThrough() {
    List<Object> caught = new ArrayList<>();
    VirtualRun.of(() -> LastResort.serve(caught::add));
    assertThat(caught)
        .extracting(exception -> ((Throwable) exception).getMessage())
        .containsExactlyInAnyOrder("in a task", "in a callback");
  }
}
