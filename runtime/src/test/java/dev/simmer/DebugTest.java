package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.toThread;
import static dev.simmer.Simmer.yieldNow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.support.v1.Ended;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
                  .contains("A step of task 'stuck' has held the loop for more than ")
                  .contains(" ms at dev.simmer.DebugTest.holdTheLoop(DebugTest.java:")
                  .contains("toThread(...).\n    at ");
              assertThat(event.task()).isNotNull();
            });
  }

  private static void holdTheLoop() {
    Loop loop = Loop.currentOrNull();
    long longest = System.nanoTime() + seconds(10).toNanos();
    while (loop.inbox.isEmpty() && System.nanoTime() < longest) { // Until it has been reported.
      Thread.onSpinWait();
    }
  }

  /** A160. */
  @Test
  void slowStepNamesTheRuleOfTheLintThatItEscaped() {
    EscapedRule.prepare(); // A report does not wait for the catalogue to be read.
    Semaphore held = new Semaphore(0);
    Simmer.run(
        script()
            .run(() -> runningLoop().slowCallbackThreshold(millis(5)))
            .run(
                () -> {
                  Watchdog watchdog = Loop.currentOrNull().watchdog;
                  new Thread(() -> releaseWhenReported(held, watchdog)).start();
                })
            .await(() -> createTask("stuck", script().run(() -> waitFor(held)))),
        debug());
    assertThat(takeReports())
        .anySatisfy(
            event ->
                assertThat(event.message())
                    .contains(
                        "Semaphore.tryAcquire is a call that the lint reports (latch): [async-"));
  }

  private static void waitFor(Semaphore held) throws InterruptedException {
    held.tryAcquire(1, TimeUnit.MINUTES);
  }

  /**
   * Lets a task go on that waits there, when the loop has been looked at four times meanwhile: the
   * report is made at the third at the latest, and is whole by the next.
   */
  private static void releaseWhenReported(Semaphore held, Watchdog watchdog) {
    spinUntil(held::hasQueuedThreads);
    StackTraceElement[] last = null;
    for (int looks = 0; looks < 4; ) {
      StackTraceElement[] sample = watchdog.sample();
      if (sample != null && sample != last) {
        last = sample;
        looks++;
      }
    }
    held.release();
  }

  /** A160. The exception handler, which runs on the loop's thread, would never hear of it. */
  @Test
  void stepThatDoesNotEndIsLogged() throws Exception {
    assertThat(ChildProcess.outputOf(List.of(), Endless.class))
        .contains("A step of task 'endless' still holds the loop after ")
        .contains(" ms at dev.simmer.DebugTest$Endless.hold(DebugTest.java:")
        .endsWith("logged\n");
  }

  /** A process of its own, so that nothing has been logged before. */
  static final class Endless {
    private static final CountDownLatch LOGGED = new CountDownLatch(1);

    public static void main(String[] args) {
      System.setErr(
          new PrintStream(System.out) {
            @Override
            public void write(byte[] bytes, int from, int length) {
              super.write(bytes, from, length);
              if (new String(bytes, from, length, UTF_8).contains("still holds the loop")) {
                LOGGED.countDown();
              }
            }
          });
      Simmer.run(
          script()
              .run(() -> runningLoop().slowCallbackThreshold(millis(1)))
              .await(() -> createTask("endless", script().run(Endless::hold))),
          RunOptions.defaults().debug(true).onUncaught(event -> {}));
      System.out.println("logged");
    }

    private static void hold() throws InterruptedException {
      LOGGED.await();
    }
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

  /** A160. */
  @Test
  void everythingOfALoopRefusesOtherThreads() {
    Map<String, ThrowingRunnable<?>> uses = new LinkedHashMap<>();
    AsyncEvent event = new AsyncEvent();
    AsyncLock lock = new AsyncLock();
    AsyncQueue<Object> queue = new AsyncQueue<>();
    Consumer<Deferred<Object>> callback = ended -> {};
    Script<Object> body =
        script()
            .run(
                () -> {
                  Task<Object> task = createTask("other", script());
                  Handle handle = runningLoop().callLater(seconds(1), () -> {});
                  EventLoop loop = runningLoop();
                  uses.put("cancel", task::cancel);
                  uses.put("uncancel", task::uncancel);
                  uses.put("onDone", () -> task.onDone(callback));
                  uses.put("removeOnDone", () -> task.removeOnDone(callback));
                  uses.put("callSoon", () -> loop.callSoon(() -> {}));
                  uses.put("callLater", () -> loop.callLater(seconds(1), () -> {}));
                  uses.put("callAt", () -> loop.callAt(0, () -> {}));
                  uses.put("Handle.cancel", handle::cancel);
                  uses.put("AsyncEvent", event::set);
                  uses.put("AsyncLock", lock::release);
                  uses.put("AsyncQueue", () -> queue.offer(1));
                  createTask("at the event", script().await(() -> event));
                  createTask("with the lock", script().await(lock::acquire).await(lock::acquire));
                  createTask("at the queue", script().await(queue::get));
                })
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> toThread(() -> uses.forEach(this::noteRefusal)));
    Box<TaskGroup> group = new Box<>();
    Box<Timeout> limit = new Box<>();
    Simmer.run(
        script()
            .inScope(() -> group.set(taskGroup()), script())
            .inScope(
                () -> limit.set(timeout(seconds(9))),
                script()
                    .run(() -> uses.put("TaskGroup", () -> group.value.createTask(script())))
                    .run(() -> uses.put("Timeout", () -> limit.value.reschedule(seconds(1))))
                    .await(() -> body)),
        quiet());
    assertThat(log)
        .containsExactlyElementsOf(
            uses.keySet().stream().map(use -> (Object) (use + " refused")).toList());
  }

  private void noteRefusal(String use, ThrowingRunnable<?> action) {
    try {
      action.run();
      log.add(use + " accepted");
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("Hand the work over with loop.post(...)");
      log.add(use + " refused");
    } catch (Exception e) {
      log.add(use + " " + e);
    }
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
