package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Task groups. Pins: A36-A54. */
class TaskGroupTest extends RuntimeTest {
  private final IOException failure = new IOException("child");
  private final Box<TaskGroup> group = new Box<>();

  private TaskGroup open() {
    return group.set(taskGroup());
  }

  private Script<Object> failsAfter(int delay, Throwable thrown) {
    return script().await(() -> sleep(seconds(delay))).then(raise(thrown));
  }

  private Script<Object> cancellable(String name) {
    return script()
        .await(() -> sleep(seconds(99)))
        .otherwise(
            e -> {
              log.add(name + " cancelled");
              throw e;
            });
  }

  private Script<Object> inGroup(Script<?> body) {
    return script().inScope(this::open, body);
  }

  /** A36. */
  @Test
  void leavingTheGroupWaitsForEveryChild() {
    run(
        inGroup(
                script()
                    .run(() -> group.value.createTask(sleeper(seconds(1)).run(say("one"))))
                    .run(() -> group.value.createTask("named", sleeper(seconds(2)).run(say("two"))))
                    .run(() -> group.value.createTask(() -> done("three")))
                    .run(say("body")))
            .run(say("left")));
    assertThat(log).containsExactly("body", "one", "two", "left");
  }

  @Test
  void emptyGroupIsLeftWithoutATurn() {
    run(
        script()
            .run(() -> createTask(script().run(say("other"))))
            .inScope(this::open, script().run(say("body")))
            .run(say("left"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("body", "left", "other");
  }

  /** A37 and A38. */
  @Test
  void firstFailureCancelsSiblingsAndBodyAndComesOutInAGroup() {
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .run(() -> group.value.createTask(cancellable("sibling")))
                            .await(() -> sleep(seconds(99)))
                            .otherwise(
                                e -> {
                                  log.add("body cancelled");
                                  throw e;
                                }))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(log).containsExactlyInAnyOrder("sibling cancelled", "body cancelled");
  }

  /** A37 and A38. */
  @Test
  void everyRealFailureIsInTheGroupInOrder() {
    RuntimeException cleanup = new RuntimeException("cleanup");
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .run(
                                () ->
                                    group.value.createTask(
                                        sleeper(seconds(99))
                                            .otherwise(
                                                e -> {
                                                  throw cleanup;
                                                }))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            g -> assertThat(g.exceptions()).containsExactly(failure, cleanup));
  }

  /** A39. */
  @Test
  void failureInTheBodyCancelsChildrenThatHaveNotStarted() {
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(script().run(say("started"))))
                            .then(raise(failure)))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(log).isEmpty();
  }

  /** A40. */
  @Test
  void cancelOfTheParentCancelsTheChildrenInOrderAndWaitsForThem() {
    Box<Task<?>> parent = new Box<>();
    run(
        script()
            .run(
                () ->
                    parent.set(
                        createTask(
                            inGroup(
                                script()
                                    .run(() -> group.value.createTask(cancellable("a")))
                                    .run(
                                        () ->
                                            group.value.createTask(
                                                sleeper(seconds(99))
                                                    .otherwise(e -> null)
                                                    .await(() -> sleep(seconds(5)))
                                                    .run(say("b cleaned up"))))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> parent.value.cancel("outside"))
            .await(() -> parent.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("a cancelled", "b cleaned up", "CancelledError: outside");
  }

  /** A40: cancelled again while it waits for the children. */
  @Test
  void groupGoesOnWaitingWhenTheParentIsCancelledAgain() {
    Box<Task<?>> parent = new Box<>();
    Script<Object> stubborn =
        sleeper(seconds(99)).otherwise(swallow()).await(() -> sleep(seconds(5))).run(say("ended"));
    run(
        script()
            .run(
                () ->
                    parent.set(
                        createTask(inGroup(script().run(() -> group.value.createTask(stubborn))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> parent.value.cancel())
            .await(() -> sleep(seconds(1)))
            .run(() -> parent.value.cancel())
            .await(() -> parent.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError", "ended", "CancelledError");
  }

  /** A41. */
  @Test
  void failureDuringAnOutsideCancelWinsOverTheCancel() {
    Box<Task<?>> parent = new Box<>();
    run(
        script()
            .run(
                () ->
                    parent.set(
                        createTask(
                            inGroup(
                                script()
                                    .run(
                                        () ->
                                            group.value.createTask(
                                                sleeper(seconds(99))
                                                    .otherwise(
                                                        e -> {
                                                          throw failure;
                                                        })))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> parent.value.cancel())
            .await(() -> parent.value)
            .otherwise(swallow()));
    assertThat(log)
        .containsExactly("ExceptionGroup: unhandled errors in a TaskGroup (1 exception)");
  }

  /** A42. */
  @Test
  void bodyThatCatchesTheCancelAwaitsAndThrowsItOnStillLetsTheGroupEnd() {
    Box<Throwable> cancel = new Box<>();
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .await(() -> sleep(seconds(99)))
                            .otherwise(
                                e -> {
                                  log.add("caught");
                                  return cancel.set(e);
                                })
                            .await(() -> sleep(seconds(1)))
                            .run(say("awaited"))
                            .run(
                                () -> {
                                  throw (CancelledError) cancel.value;
                                }))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(log).containsExactly("caught", "awaited");
  }

  /** A43. */
  @Test
  void exceptionThatReplacesTheCancelJoinsTheGroup() {
    RuntimeException replacement = new RuntimeException("replacement");
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .await(() -> sleep(seconds(99)))
                            .otherwise(
                                e -> {
                                  throw replacement;
                                }))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            g -> assertThat(g.exceptions()).containsExactly(failure, replacement));
  }

  /** A44: an Error is a failure like any other. */
  @Test
  void errorsJoinTheGroupToo() {
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(
            () -> run(inGroup(script().run(() -> group.value.createTask(failsAfter(1, error))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(error));
  }

  /** A45. */
  @Test
  void innerFailureComesOutAsANestedGroup() {
    Box<TaskGroup> inner = new Box<>();
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .inScope(
                                () -> inner.set(taskGroup()),
                                script()
                                    .run(() -> inner.value.createTask(failsAfter(1, failure)))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            g ->
                assertThat(g.exceptions())
                    .singleElement()
                    .isInstanceOfSatisfying(
                        ExceptionGroup.class,
                        nested -> assertThat(nested.exceptions()).containsExactly(failure)));
  }

  /** A45. */
  @Test
  void outerSiblingFailureCancelsTheInnerGroupWhichAddsNothing() {
    Box<TaskGroup> inner = new Box<>();
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .inScope(
                                () -> inner.set(taskGroup()),
                                script().run(() -> inner.value.createTask(cancellable("inner")))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(log).containsExactly("inner cancelled");
  }

  /** A46. */
  @Test
  void groupsThatFailedLeaveTheCounterAsItWas() {
    Box<TaskGroup> inner = new Box<>();
    run(
        inGroup(
                script()
                    .run(() -> group.value.createTask(failsAfter(1, failure)))
                    .inScope(
                        () -> inner.set(taskGroup()),
                        script()
                            .run(() -> inner.value.createTask(failsAfter(1, new IOException("i"))))
                            .await(() -> sleep(seconds(99)))))
            .otherwise(
                e -> {
                  assertThat(e).isInstanceOf(ExceptionGroup.class);
                  return currentTask().cancelling();
                })
            .then(count -> log.add(count))
            .await(() -> sleep(seconds(1)))
            .run(say("not cancelled")));
    assertThat(log).containsExactly(0, "not cancelled");
  }

  /** A48. */
  @Test
  void outsideCancelIsStillDeliveredAfterTheFailureIsHandled() {
    Box<Task<?>> parent = new Box<>();
    run(
        script()
            .run(
                () ->
                    parent.set(
                        createTask(
                            inGroup(
                                    script()
                                        .run(() -> group.value.createTask(failsAfter(2, failure)))
                                        .run(
                                            () ->
                                                group.value.createTask(
                                                    sleeper(seconds(99))
                                                        .otherwise(
                                                            e -> {
                                                              throw new IOException("cleanup");
                                                            }))))
                                .otherwise(swallow())
                                .await(() -> sleep(seconds(9)))
                                .otherwise(swallow()))))
            .await(() -> sleep(seconds(1)))
            .run(() -> parent.value.cancel())
            .await(() -> parent.value));
    assertThat(log)
        .containsExactly(
            "ExceptionGroup: unhandled errors in a TaskGroup (1 exception)", "CancelledError");
  }

  /** A49. */
  @Test
  void childrenMayAddChildrenWhileTheGroupIsOpen() {
    run(
        inGroup(
                script()
                    .run(
                        () ->
                            group.value.createTask(
                                sleeper(seconds(1))
                                    .run(
                                        () ->
                                            group.value.createTask(
                                                sleeper(seconds(1)).run(say("grandchild")))))))
            .run(say("left")));
    assertThat(log).containsExactly("grandchild", "left");
  }

  /** A47: of a task that had been cancelled before, and went on. */
  @Test
  void groupThatFailedLeavesAnEarlierCancelCounted() {
    run(
        script()
            .run(() -> currentTask().cancel())
            .await(() -> yieldNow())
            .otherwise(swallow())
            .inScope(
                this::open,
                script()
                    .run(() -> group.value.createTask(failsAfter(1, failure)))
                    .await(() -> sleep(seconds(99))))
            .otherwise(e -> log.add(currentTask().cancelling()))
            .run(() -> currentTask().uncancel())
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("CancelledError", 1);
  }

  /** A50. */
  @Test
  void childrenThatKeepSpawningAreStoppedWhenASiblingFails() {
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(5, failure)))
                            .run(() -> group.value.createTask(spawner())))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(log).hasSizeBetween(4, 6);
  }

  private Script<Object> spawner() {
    return sleeper(seconds(1))
        .run(say("spawned"))
        .run(() -> group.value.createTask(spawner()))
        .await(() -> sleep(seconds(99)));
  }

  /** A53. */
  @Test
  void childThatHasEndedIsForgottenWhileTheGroupIsOpen() {
    run(
        inGroup(
            script()
                .await(() -> group.value.createTask(sleeper(seconds(1))))
                .await(() -> yieldNow())
                .run(() -> log.addAll(group.value.children()))));
    assertThat(log).isEmpty();
  }

  /** A51. */
  @Test
  void groupThatShutsDownRefusesNewTasksAndClosesTheirCoroutines() {
    Script<Object> rejected = script();
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .run(
                                () ->
                                    group.value.createTask(
                                        sleeper(seconds(99))
                                            .otherwise(
                                                e -> {
                                                  assertThatThrownBy(
                                                          () -> group.value.createTask(rejected))
                                                      .isInstanceOf(IllegalStateException.class)
                                                      .hasMessageContaining("shutting down");
                                                  throw e;
                                                }))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, g -> assertThat(g.exceptions()).containsExactly(failure));
    assertThat(rejected.isCold()).isFalse();
  }

  /** A51. */
  @Test
  void groupThatHasEndedRefusesNewTasks() {
    run(
        inGroup(script())
            .run(
                () ->
                    assertThatThrownBy(() -> group.value.createTask(done(1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("has ended")));
  }

  /** A52. */
  @Test
  void groupNeedsATask() {
    assertThatThrownBy(Simmer::taskGroup)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no loop runs");
    run(
        script()
            .run(
                () ->
                    runningLoop()
                        .callSoon(
                            () ->
                                assertThatThrownBy(Simmer::taskGroup)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("outside a task")))
            .await(() -> yieldNow()));
  }

  /** A54. */
  @Test
  void cleanupErrorOfANestedBlockJoinsTheChildrensErrors() {
    RuntimeException cleanup = new RuntimeException("cleanup");
    AsyncCloseable resource =
        () -> script().await(() -> sleep(seconds(1))).then(raise(cleanup)).as();
    assertThatThrownBy(
            () ->
                run(
                    inGroup(
                        script()
                            .run(() -> group.value.createTask(failsAfter(1, failure)))
                            .inScope(() -> resource, script().await(() -> sleep(seconds(99)))))))
        .isInstanceOfSatisfying(
            ExceptionGroup.class,
            g -> assertThat(g.exceptions()).containsExactly(failure, cleanup));
  }

  @Test
  void closeInCodeThatWasNotRewrittenExplainsItself() {
    run(
        inGroup(
            script()
                .run(
                    () ->
                        assertThatThrownBy(() -> group.value.close())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("has not rewritten")
                            .hasMessageContaining("TaskGroupTest"))));
  }
}
