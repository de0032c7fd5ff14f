package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.support.v1.Ended;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Debug mode and stack traces. Pins: A159, A160, and the awaiting frames of DESIGN.md. */
class DebugTest extends RuntimeTest {
  private RunOptions debug() {
    return options.debug(true);
  }

  /** For tests in which a busy machine may hold a step for so long that debug mode reports it. */
  private RunOptions quiet() {
    return debug().onUncaught(event -> {});
  }

  /** A159. */
  @Test
  void coroutineThatWasNeverAwaitedIsReportedWithWhereItWasMade() {
    Simmer.run(
        script()
            .run(() -> sleep(seconds(1)))
            .run(() -> done(1).close())
            .await(() -> sleep(seconds(1))),
        debug());
    assertThat(takeReports())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message())
                    .contains("sleep of 1s", "never awaited", "DebugTest.java"));
  }

  /** A159. */
  @Test
  void resultThatWasTakenOutOfItsCoroutineCountsAsAwaited() {
    Simmer.run(script().run(() -> Ended.valueOf(Ended.of(1))), debug().onUncaught(reports::add));
    assertThat(takeReports()).noneMatch(event -> event.message().contains("never awaited"));
  }

  /** A160. */
  @Test
  void slowStepIsReportedWhileItHoldsTheLoop() {
    Simmer.run(
        script()
            .run(() -> runningLoop().slowCallbackThreshold(millis(5)))
            .await(() -> createTask("stuck", script().run(DebugTest::holdTheLoop))),
        debug());
    assertThat(takeReports())
        .anySatisfy(
            event -> {
              assertThat(event.message())
                  .contains("task 'stuck'", "has held the loop", "holdTheLoop");
              assertThat(event.task()).isNotNull();
            });
  }

  private static void holdTheLoop() {
    long end = System.nanoTime() + millis(300).toNanos();
    spinUntil(() -> System.nanoTime() > end);
  }

  /** A160. */
  @Test
  void useFromAnotherThreadIsRefused() {
    Box<Promise<Object>> promise = new Box<>();
    Box<Throwable> seen = new Box<>();
    Simmer.run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(
                () -> {
                  Thread thread =
                      new Thread(
                          () -> {
                            try {
                              promise.value.complete("x");
                            } catch (IllegalStateException e) {
                              seen.set(e);
                            }
                          },
                          "stranger");
                  thread.start();
                  thread.join();
                }),
        quiet());
    assertThat(seen.value).hasMessageContaining("'stranger'").hasMessageContaining("loop.post");
  }

  @Test
  void exceptionThatCrossesAwaitsCarriesTheAwaitingFrames() {
    IOException failure = new IOException("deep");
    Script<Object> inner =
        script()
            .await(() -> sleep(seconds(1)))
            .then(
                last -> {
                  failure.setStackTrace(new Throwable().getStackTrace());
                  throw failure;
                });
    Script<Object> middle = script().run(() -> {}).run(() -> {}).await(() -> inner);
    assertThatThrownBy(() -> run(script().run(() -> {}).await(() -> middle)))
        .isSameAs(failure)
        .satisfies(
            e -> {
              assertThat(e.getStackTrace())
                  .filteredOn(
                      place -> place.getMethodName().equals("step") && place.getFileName() != null)
                  .filteredOn(place -> place.getClassName().equals("Script"))
                  .extracting(StackTraceElement::getLineNumber)
                  .containsExactly(3, 2);
              assertThat(e.getStackTrace())
                  .extracting(StackTraceElement::getMethodName)
                  .contains("exceptionThatCrossesAwaitsCarriesTheAwaitingFrames")
                  .doesNotContain("advance", "turn");
            });
  }

  @Test
  void debugModeShowsWhereCodeThatWasNotRewrittenCreatedTheTask() {
    assertThat(filesInTraceOf(quiet())).containsExactly("Far.java", "DebugTest.java");
    assertThat(filesInTraceOf(options)).containsExactly("Far.java", "Script.java");
  }

  /** The trace of a failure from far away that a task throws and the main task awaits. */
  private static List<String> filesInTraceOf(RunOptions options) {
    IOException failure = new IOException("far");
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Far", "go", "Far.java", 1)});
    Script<Object> failing = script().await(() -> sleep(seconds(1))).then(raise(failure));
    assertThatThrownBy(() -> Simmer.run(script().await(() -> createTask(failing)), options))
        .isSameAs(failure);
    return Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getFileName).toList();
  }

  @Test
  void debugModeShowsWhereATaskWasSubmitted() throws Exception {
    IOException failure = new IOException("x");
    try (Runner runner = new Runner(quiet().virtualTime(false))) {
      Script<Object> main =
          script()
              .await(
                  () -> {
                    EventLoop loop = runningLoop();
                    return CompletableFuture.supplyAsync(
                            () -> loop.submit(script().then(raise(failure))))
                        .thenCompose(submitted -> submitted);
                  });
      assertThatThrownBy(() -> runner.run(main)).isSameAs(failure);
    }
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getMethodName)
        .anyMatch(name -> name.contains("debugModeShowsWhereATaskWasSubmitted"));
  }

  @Test
  void eagerTaskShowsItsCreatorOnce() {
    IOException[] thrown = new IOException[1];
    Script<Object> failing =
        script()
            .run(
                () -> {
                  thrown[0] = new IOException("x");
                  throw thrown[0];
                });
    assertThatThrownBy(
            () -> Simmer.run(script().await(() -> createTask(failing)), quiet().eagerTasks(true)))
        .isSameAs(thrown[0]);
    assertThat(thrown[0].getStackTrace())
        .filteredOn(element -> element.getMethodName().contains("eagerTaskShowsItsCreatorOnce"))
        .extracting(StackTraceElement::toString)
        .doesNotHaveDuplicates();
  }
}
