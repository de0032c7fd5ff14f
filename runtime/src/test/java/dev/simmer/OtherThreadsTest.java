package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.deferred;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.runIn;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.toThread;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Completion stages and work on other threads. Pins: A117, A146. */
class OtherThreadsTest extends RuntimeTest {
  private final IOException failure = new IOException("x");

  @Test
  void stageThatIsCompleteTakesNoTurn() {
    run(
        script()
            .run(() -> createTask(script().run(say("other"))))
            .await(() -> CompletableFuture.completedFuture("v"))
            .then(log::add)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("v", "other");
  }

  @Test
  void stageCompletedByAnotherThreadWakesTheTask() {
    assertThat(run(script().await(() -> CompletableFuture.supplyAsync(() -> "v")))).isEqualTo("v");
  }

  @Test
  void wrappersOfFuturesAreTakenOff() {
    Throwable wrapped = new CompletionException(new ExecutionException(failure));
    for (boolean async : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  run(
                      script()
                          .await(
                              () ->
                                  async
                                      ? CompletableFuture.runAsync(() -> {})
                                          .thenCompose(v -> CompletableFuture.failedStage(wrapped))
                                      : CompletableFuture.failedFuture(wrapped))))
          .isSameAs(failure);
    }
  }

  @Test
  void cancellingTheAwaitCancelsTheStageUnlessShielded() {
    CompletableFuture<Object> plain = new CompletableFuture<>();
    CompletableFuture<Object> shielded = new CompletableFuture<>();
    run(
        script()
            .run(
                () -> {
                  Task<?> task = createTask(script().await(() -> plain).otherwise(note()));
                  Task<?> other =
                      createTask(
                          script().await(() -> shield(deferred(shielded))).otherwise(note()));
                  // In a turn of their own, so that both wait by then.
                  runningLoop()
                      .callSoon(
                          () -> {
                            runningLoop().callSoon(() -> task.cancel("m"));
                            runningLoop().callSoon(() -> other.cancel());
                          });
                })
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .run(() -> shielded.complete("v"))
            .await(() -> yieldNow()));
    assertThat(plain).isCancelled();
    assertThat(shielded).isCompletedWithValue("v");
    assertThat(log).containsExactlyInAnyOrder("CancelledError: m", "CancelledError");
  }

  @Test
  void deferredStageJoinsGatherAndWaitFor() {
    CompletableFuture<String> never = new CompletableFuture<>();
    run(
        script()
            .await(
                () ->
                    gather(deferred(CompletableFuture.supplyAsync(() -> 1)), sleep(seconds(1), 2)))
            .then(log::add)
            .await(
                () -> {
                  Coroutine<String> limited = waitFor(deferred(never), seconds(0));
                  return limited;
                })
            .otherwise(
                e -> {
                  assertThat(e).isInstanceOf(TimeoutException.class);
                  return null;
                }));
    assertThat(log).containsExactly(List.of(1, 2));
    assertThat(never).isCancelled();
  }

  @Test
  void futureOfATaskEndsLikeItAndCancelsIt() {
    Box<Task<?>> task = new Box<>();
    Box<CompletableFuture<?>> future = new Box<>();
    run(
        script()
            .run(() -> future.set(createTask(sleep(seconds(1), "v")).toCompletableFuture()))
            .await(() -> future.value)
            .then(log::add)
            .run(() -> task.set(createTask(sleeper(seconds(9)))))
            .run(() -> future.set(task.value.toCompletableFuture()))
            .await(() -> yieldNow())
            .run(() -> future.value.cancel(true))
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("v", "CancelledError");
  }

  /** A117 and A146. */
  @Test
  void toThreadHandsOverResultExceptionAndContext() {
    ContextVar<String> var = ContextVar.of("var", "unset");
    Thread loopThread = Thread.currentThread();
    run(
        script()
            .run(() -> var.set("caller's"))
            .await(
                () ->
                    toThread(
                        () -> {
                          String seen = var.get();
                          var.set("worker's");
                          return seen + " " + (Thread.currentThread() != loopThread);
                        }))
            .then(log::add)
            .run(() -> log.add(var.get()))
            .await(
                () ->
                    toThread(
                        () -> {
                          throw failure;
                        }))
            .otherwise(log::add));
    assertThat(log).containsExactly("caller's true", "caller's", failure);
  }

  /** A146. */
  @Test
  void manyRunConcurrently() {
    CountDownLatch together = new CountDownLatch(4);
    List<Coroutine<Object>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(
          script()
              .await(
                  () ->
                      toThread(
                          () -> {
                            together.countDown();
                            together.await();
                          })));
    }
    run(script().await(() -> gather(all)));
    assertThat(together.getCount()).isZero();
  }

  /** A117. */
  @Test
  void cancelInterruptsTheWorkerAndEndsTheAwaitAtOnce() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .await(
                                    () ->
                                        toThread(
                                            () -> {
                                              started.countDown();
                                              try {
                                                new CountDownLatch(1).await();
                                              } catch (InterruptedException e) {
                                                interrupted.countDown();
                                                release.await();
                                              }
                                            })))))
            .await(() -> toThread(() -> started.await()))
            .run(() -> task.value.cancel("m"))
            .await(() -> task.value)
            .otherwise(swallow())
            .run(release::countDown)
            .await(() -> toThread(() -> interrupted.await())));
    assertThat(log).containsExactly("CancelledError: m");
  }

  @Test
  void cancelRemovesWorkThatHasNotStarted() {
    List<Runnable> queued = new ArrayList<>();
    Executor manual = queued::add;
    run(
        script()
            .run(
                () -> {
                  Task<?> task =
                      createTask(script().await(() -> runIn(manual, () -> log.add("ran"))));
                  runningLoop().callSoon(() -> task.cancel());
                })
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow()));
    assertThat(queued).hasSize(1);
    queued.get(0).run();
    assertThat(log).isEmpty();
  }

  /** A117. */
  @Test
  void runInUsesTheGivenExecutorAndHandsOutItsRefusal() {
    assertThat(run(script().await(() -> runIn(Runnable::run, () -> "in place"))))
        .isEqualTo("in place");
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .await(
                            () ->
                                runIn(
                                    work -> {
                                      throw new RejectedExecutionException("full");
                                    },
                                    () -> 1))))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void virtualTimeStandsStillWhileWorkIsInFlight() {
    run(
        script()
            .run(() -> createTask(sleeper(seconds(1)).run(say("timer"))))
            .await(() -> toThread(() -> Thread.yield()))
            .run(say("work"))
            .run(() -> assertThat(runningLoop().time()).isZero())
            .await(() -> sleep(seconds(2))));
    assertThat(log).containsExactly("work", "timer");
  }

  /** A117. */
  @Test
  void threadThatGoesOnAfterTheLoopHasClosedIsReported() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Workers workers = new Workers();
    workers
        .executor()
        .execute(
            () -> {
              started.countDown();
              holdOut(release);
            });
    spinUntil(() -> started.getCount() == 0);
    workers.end(new Reports(reports::add), 0);
    release.countDown();
    assertThat(takeReports())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message())
                    .contains("Thread 'simmer-worker-", "is still working", "holdOut"));
  }

  private static void holdOut(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts", e);
    }
  }
}
