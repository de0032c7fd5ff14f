package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Life of tasks, promises and their callbacks. Pins: A1, A25-A35, A157, A161, A163, A164. */
class TaskTest extends RuntimeTest {
  /** A1. */
  @Test
  void newTaskRunsInALaterTurn() {
    run(
        script()
            .run(() -> createTask(script().run(say("child"))))
            .run(say("creator"))
            .await(() -> yieldNow())
            .run(say("creator again")));
    assertThat(log).containsExactly("creator", "child", "creator again");
  }

  @Test
  void taskThatOnlyGivesWayEndsInItsSecondTurn() {
    run(
        script()
            .run(() -> createTask(yieldNow()).onDone(task -> log.add("ended " + task.result())))
            .await(() -> yieldNow())
            .run(say("first"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .run(say("fourth")));
    assertThat(log).containsExactly("first", "ended null", "fourth");
  }

  @Test
  void cancelReachesATaskThatOnlyGivesWay() {
    run(
        script()
            .then(nothing -> createTask("giving way", yieldNow()))
            .await(() -> yieldNow())
            .run(
                () -> {
                  Task<?> task =
                      allTasks().stream()
                          .filter(each -> each.name().equals("giving way"))
                          .findFirst()
                          .orElseThrow();
                  assertThat(task.toString()).contains("waiting for yieldNow()");
                  task.cancel();
                  task.onDone(ended -> log.add("cancelled " + ended.isCancelled()));
                })
            .await(() -> yieldNow())
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("cancelled true");
  }

  @Test
  void taskYieldsTheValueOfItsCoroutine() {
    assertThat(run(script().await(() -> createTask(done(42))))).isEqualTo(42);
  }

  @Test
  void bodyIsCalledInTheFirstStepSoItsExceptionIsTheTasks() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            () -> {
                              throw new IOException("disk");
                            })))
            .run(say("created"))
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("created", "IOException: disk");
  }

  /** A25. */
  @Test
  void everyAwaiterSeesTheSameExceptionWithTheSameTrace() {
    IOException failure = new IOException("x");
    Box<Task<?>> task = new Box<>();
    Box<StackTraceElement[]> trace = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask(script().then(raise(failure)))))
            .await(() -> task.value)
            .otherwise(
                e -> {
                  assertThat(e).isSameAs(failure);
                  return trace.set(e.getStackTrace());
                })
            .await(() -> task.value)
            .otherwise(
                e -> {
                  assertThat(e).isSameAs(failure);
                  assertThat(e.getStackTrace()).isEqualTo(trace.value);
                  return log.add("again");
                }));
    assertThat(trace.value).isNotNull();
    assertThat(log).containsExactly("again");
  }

  @Test
  void coroutineRunsOnce() {
    Script<Object> body = script().then(v -> 1);
    assertThatThrownBy(() -> run(script().await(() -> body).await(() -> body)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was awaited before");
  }

  @Test
  void closedCoroutineCannotRun() {
    Coroutine<Integer> closed = done(1);
    closed.close();
    assertThatThrownBy(() -> run(script().await(() -> closed)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
  }

  @Test
  void coroutineThatSimmerDidNotMakeIsRefusedWithASentence() {
    Coroutine<Object> foreign = new Coroutine<>() {};
    assertThatThrownBy(() -> run(script().await(() -> foreign)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a mock of a Coroutine");
    assertThatThrownBy(() -> run(script().run(() -> createTask(foreign))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> run(script().await(() -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("returned null");
  }

  /** A27. */
  @Test
  void resultAndExceptionOfPendingOrCancelledThrow() {
    run(
        script()
            .run(
                () -> {
                  Promise<Object> promise = new Promise<>();
                  assertThatThrownBy(promise::result)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("still pending");
                  assertThatThrownBy(promise::exception).isInstanceOf(IllegalStateException.class);
                  promise.cancel("gone");
                  assertThatThrownBy(promise::result)
                      .isInstanceOf(CancelledError.class)
                      .hasMessage("gone");
                  assertThatThrownBy(promise::exception).isInstanceOf(CancelledError.class);
                }));
  }

  /** A28. */
  @Test
  void promiseEndsOnce() {
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.complete("first");
                  assertThatThrownBy(() -> promise.complete("second"))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("already a value");
                  assertThatThrownBy(() -> promise.fail(new IOException()))
                      .isInstanceOf(IllegalStateException.class);
                  assertThat(promise.tryComplete("third")).isFalse();
                  assertThat(promise.tryFail(new IOException())).isFalse();
                  assertThat(promise.result()).isEqualTo("first");
                  Promise<String> cancelled = new Promise<>();
                  cancelled.cancel();
                  assertThat(cancelled.tryComplete("late")).isFalse();
                }));
  }

  @Test
  void promiseNeedsALoop() {
    assertThatThrownBy(() -> new Promise<>())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("where no loop runs");
  }

  /** A30. */
  @Test
  void callbacksRunThroughTheLoopInTheOrderOfRegistration() {
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.onDone(p -> log.add("first " + p.result()));
                  promise.onDone(p -> log.add("second"));
                  promise.complete("v");
                  promise.onDone(p -> log.add("late"));
                  log.add("completed");
                })
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("completed", "first v", "second", "late");
  }

  /** A30: a waiting task keeps its place among the callbacks. */
  @Test
  void awaitersAndCallbacksKeepOneOrder() {
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.onDone(p -> log.add("before"));
                  createTask(script().await(() -> promise).run(say("task")));
                  runningLoop().callLater(seconds(1), () -> promise.onDone(p -> log.add("after")));
                  runningLoop().callLater(seconds(2), () -> promise.complete("v"));
                })
            .await(() -> sleep(seconds(3))));
    assertThat(log).containsExactly("before", "task", "after");
  }

  /** A31. */
  @Test
  void removedCallbackDoesNotRunAndOthersDo() {
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  Consumer<Deferred<String>> removed = p -> log.add("removed");
                  promise.onDone(p -> log.add("one"));
                  promise.onDone(removed);
                  promise.onDone(p -> log.add("two"));
                  promise.onDone(removed);
                  assertThat(promise.removeOnDone(removed)).isTrue();
                  assertThat(promise.removeOnDone(removed)).isFalse();
                  promise.onDone(p -> log.add("three"));
                  promise.complete("v");
                })
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("one", "two", "three");
  }

  /** A31. */
  @Test
  void callbackAddedByACallbackRunsOnceToo() {
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.onDone(p -> p.onDone(q -> log.add("added")));
                  promise.onDone(p -> log.add("second"));
                  promise.complete("v");
                })
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("second", "added");
  }

  /** A32. */
  @Test
  void failingCallbackIsReportedAndStopsNobody() {
    RuntimeException failure = new RuntimeException("callback");
    run(
        script()
            .run(
                () -> {
                  Promise<String> promise = new Promise<>();
                  promise.onDone(
                      p -> {
                        throw failure;
                      });
                  promise.onDone(p -> log.add("next"));
                  promise.complete("v");
                })
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("next");
    assertThat(takeReports()).singleElement().returns(failure, UncaughtEvent::exception);
  }

  /** A33. */
  @Test
  void currentTaskIsRightWhileTasksInterleave() {
    Box<Task<?>> other = new Box<>();
    Box<Task<?>> main = new Box<>();
    run(
        script()
            .run(() -> main.set(currentTask()))
            .run(
                () ->
                    other.set(
                        createTask(
                            "other",
                            script()
                                .run(() -> log.add(currentTask() == other.value))
                                .await(() -> yieldNow())
                                .run(() -> log.add(currentTask() == other.value)))))
            .await(() -> yieldNow())
            .run(() -> log.add(currentTask() == main.value))
            .await(() -> yieldNow())
            .run(() -> log.add(currentTask() == main.value)));
    assertThat(log).hasSize(4).allMatch(Boolean.TRUE::equals);
  }

  /** A33. */
  @Test
  void thereIsNoCurrentTaskInACallbackOrOutside() {
    run(
        script()
            .run(
                () ->
                    runningLoop()
                        .callSoon(
                            () ->
                                assertThatThrownBy(Simmer::currentTask)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("outside a task")))
            .await(() -> yieldNow()));
    assertThatThrownBy(Simmer::currentTask)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no loop runs");
  }

  /** A34. */
  @Test
  void allTasksAreThoseThatHaveNotEnded() {
    Box<Task<?>> ended = new Box<>();
    Box<Task<?>> waiting = new Box<>();
    run(
        script()
            .run(() -> ended.set(createTask(done(1))))
            .run(() -> waiting.set(createTask(sleeper(seconds(1)))))
            .run(
                () ->
                    assertThat(allTasks())
                        .containsExactly(currentTask(), ended.value, waiting.value))
            .await(() -> ended.value)
            .run(() -> assertThat(allTasks()).containsExactly(currentTask(), waiting.value))
            .await(() -> waiting.value));
  }

  /** A35. */
  @Test
  void taskHasItsOwnCopyOfTheContext() {
    ContextVar<String> var = ContextVar.of("var", "default");
    run(
        script()
            .run(() -> var.set("main"))
            .await(
                () ->
                    createTask(
                        script()
                            .run(() -> log.add(var.get()))
                            .run(() -> var.set("child"))
                            .await(() -> yieldNow())
                            .run(() -> log.add(var.get()))))
            .run(() -> log.add(var.get())));
    assertThat(log).containsExactly("main", "child", "main");
    assertThat(var.get()).isEqualTo("default");
  }

  /** A35: what the creator sets later is not seen. */
  @Test
  void contextIsCopiedWhenTheTaskIsCreated() {
    ContextVar<String> var = ContextVar.of("var", "default");
    run(
        script()
            .run(() -> createTask(script().run(() -> log.add(var.get()))))
            .run(() -> var.set("later"))
            .run(() -> runningLoop().callSoon(() -> log.add(var.get())))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("default", "later");
  }

  @Test
  void contextVarResetsToWhatWasBefore() {
    ContextVar<String> var = ContextVar.of("var");
    assertThatThrownBy(var::get).isInstanceOf(java.util.NoSuchElementException.class);
    ContextVar.Token first = var.set("one");
    ContextVar.Token second = var.set("two");
    var.reset(second);
    assertThat(var.get()).isEqualTo("one");
    assertThatThrownBy(() -> var.reset(second)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ContextVar.of("other").reset(first))
        .isInstanceOf(IllegalArgumentException.class);
    var.reset(first);
    assertThatThrownBy(var::get).isInstanceOf(java.util.NoSuchElementException.class);
  }

  /** A35, A163. */
  @Test
  void taskThatSetsAVariableKeepsItsNameAndItsCancelRequests() {
    ContextVar<String> var = ContextVar.of("var", "default");
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            "setting",
                            script()
                                .run(() -> var.set("one"))
                                .await(() -> sleep(seconds(9)))
                                .otherwise(swallow())
                                .run(() -> var.set("two"))
                                .await(Simmer::yieldNow)
                                .run(() -> log.add(currentTask().name()))
                                .run(() -> log.add("" + currentTask().cancelling()))
                                .run(() -> log.add(var.get())))))
            .await(() -> sleep(seconds(1)))
            .run(() -> task.value.cancel())
            .await(() -> task.value));
    assertThat(log).containsExactly("CancelledError", "setting", "1", "two");
  }

  /** A157. */
  @Test
  void failureNobodyLookedAtIsReportedOnce() {
    IOException failure = new IOException("unseen");
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask("lost", script().then(raise(failure)))))
            .await(() -> sleep(seconds(1))));
    UncaughtEvent event = takeReports().get(0);
    assertThat(event.exception()).isSameAs(failure);
    assertThat(event.message()).contains("task 'lost'");
    assertThat(event.task()).isSameAs(task.value);
  }

  /** A157. */
  @Test
  void failureThatSomebodyLookedAtIsNotReported() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask(script().then(raise(new IOException("seen"))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(task.value.exception()).hasMessage("seen")));
    assertThat(task.value.exception()).hasMessage("seen");
  }

  /** A163. */
  @Test
  void taskNamesAreDistinctAndCanBeSet() {
    run(
        script()
            .run(
                () -> {
                  assertThat(currentTask().name()).isEqualTo("Task-1");
                  Task<?> task = createTask(done(1));
                  assertThat(task.name()).isEqualTo("Task-2");
                  task.name("renamed");
                  assertThat(task.name()).isEqualTo("renamed");
                  assertThat(task).hasToString("task 'renamed' (pending)");
                  assertThat(createTask("given", done(1)).name()).isEqualTo("given");
                }));
  }

  /** A161. */
  @Test
  void stackShowsWhereATaskIsSuspended() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .run(() -> {})
                                .await(() -> script().await(() -> sleep(seconds(5)))))))
            .await(() -> sleep(seconds(1)))
            .run(
                () ->
                    assertThat(task.value.stack())
                        .extracting(StackTraceElement::getLineNumber)
                        .containsExactly(1, 2))
            .await(() -> task.value)
            .run(() -> assertThat(task.value.stack()).isEmpty()));
  }

  /** A161: the value would fail if it were asked. */
  @Test
  void textOfATaskShowsItsNameItsStateAndWhatItAwaits() {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("nobody needs to know the value");
          }
        };
    run(
        script()
            .run(
                () -> {
                  Task<?> task = createTask("one", sleeper(seconds(5)).then(v -> value));
                  runningLoop().callSoon(() -> log.add(task.toString()));
                  runningLoop().callSoon(task::cancel);
                  runningLoop().callSoon(() -> log.add(task.toString()));
                  runningLoop().callLater(seconds(1), () -> log.add(task.toString()));
                  Task<?> other = createTask("two", script().then(v -> value));
                  runningLoop().callLater(seconds(1), () -> log.add(other.toString()));
                })
            .await(() -> sleep(seconds(2))));
    assertThat(log)
        .containsExactly(
            "task 'one' (pending) waiting for sleep of 5s",
            "task 'one' (pending) waiting for its turn, cancelling",
            "task 'one' (cancelled)",
            "task 'two' (succeeded)");
  }

  /** A26. */
  @Test
  void whatAHandlerThrowsAfterAnAwaitKeepsItsCauses() {
    IOException cause = new IOException("cause");
    AsyncCloseable resource = () -> script().await(() -> yieldNow()).then(raise(cause)).as();
    Box<Throwable> caught = new Box<>();
    Script<Object> failing =
        script()
            .inScope(() -> resource, script().await(() -> yieldNow()).then(raise(cause)))
            .otherwise(caught::set)
            .await(() -> yieldNow())
            .run(
                () -> {
                  throw new IllegalStateException("handler", caught.value);
                });
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .await(() -> task.set(createTask(failing)))
            .otherwise(caught::set)
            .await(() -> task.value)
            .otherwise(
                e -> {
                  assertThat(e).isSameAs(caught.value).hasMessage("handler");
                  assertThat(e.getCause()).isSameAs(cause).hasNoCause();
                  assertThat(cause.getSuppressed()).isEmpty();
                  return log.add("seen");
                }));
    assertThat(log).containsExactly("seen");
  }

  /** A29. */
  @Test
  void resultOfATaskCannotBeSetFromOutside() {
    Box<Task<?>> task = new Box<>();
    Box<CompletableFuture<Object>> future = new Box<>();
    run(
        script()
            .run(
                () -> {
                  Task<Object> made = createTask(sleeper(seconds(1)).then(v -> "own"));
                  task.set(made);
                  future.set(made.toCompletableFuture());
                  future.value.complete("forged");
                })
            .await(() -> task.value)
            .then(log::add));
    assertThat(log).containsExactly("own");
    assertThat(future.value).isCompletedWithValue("forged");
    assertThat(Task.class.getMethods())
        .extracting(java.lang.reflect.Method::getName)
        .doesNotContain("complete", "fail", "tryComplete", "tryFail");
  }

  /** A157. */
  @Test
  void failureOfWhatWasCollectedIsReportedOnce() {
    Reports kept = new Reports(reports::add);
    IOException failure = new IOException("unseen");
    run(
        script()
            .run(
                () -> {
                  Unseen unseen = kept.unseen(new Promise<>(), failure);
                  unseen.enqueue();
                  kept.reportCollected();
                  assertThat(reports).hasSize(1);
                  kept.reportCollected();
                  kept.reportRest();
                }));
    assertThat(takeReports()).singleElement().returns(failure, UncaughtEvent::exception);
  }

  /** A157. */
  @Test
  void cancellationThatNobodyLookedAtIsNotReported() {
    run(
        script()
            .run(() -> createTask(sleeper(seconds(1))).cancel())
            .run(() -> new Promise<>().cancel())
            .await(() -> sleep(seconds(1))));
    assertThat(reports).isEmpty();
  }

  /** A164. */
  @Test
  void whatACancelledTaskReferredToIsFreedThoughTheTaskIsKept() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> log.add(holder(task)))
            .await(() -> sleep(seconds(1)))
            .run(() -> task.value.cancel())
            .await(() -> sleep(seconds(1)))
            .run(
                () -> {
                  WeakReference<?> local = (WeakReference<?>) log.get(0);
                  for (int i = 0; i < 5 && local.get() != null; i++) {
                    System.gc();
                  }
                  assertThat(local.get()).isNull();
                }));
    assertThat(task.value.isCancelled()).isTrue();
  }

  /** Starts a task that alone refers to an object. */
  private static WeakReference<Object> holder(Box<Task<?>> task) {
    Object local = new Object();
    task.set(createTask(script().await(() -> new Promise<>()).run(local::notifyAll)));
    return new WeakReference<>(local);
  }
}
