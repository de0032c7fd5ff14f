package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.support.v1.Dispatcher;
import dev.simmer.support.v1.EmittedFrame;
import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Shapes;
import dev.simmer.support.v1.Trampoline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancelling tasks and what they wait for. Pins: A2-A21. */
class CancellationTest extends RuntimeTest {
  /** A2. */
  @Test
  void cancelAppearsAtTheAwaitWhereTheTaskStands() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .await(() -> sleep(seconds(9)))
                                .run(say("not reached"))
                                .otherwise(note()))))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(task.value.cancel("stop")).isTrue())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: stop", "CancelledError: stop");
    assertThat(task.value.isCancelled()).isTrue();
  }

  /** A3. */
  @Test
  void cancelOfAFinishedTaskAnswersFalse() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .await(() -> task.set(createTask(done("v"))))
            .run(() -> assertThat(task.value.cancel()).isFalse())
            .run(() -> assertThat(task.value.result()).isEqualTo("v"))
            .run(() -> assertThat(task.value.cancelling()).isZero()));
  }

  /** A4. */
  @Test
  void taskCancelledBeforeItsFirstStepNeverEntersItsBody() {
    Script<Object> body = script().run(say("entered"));
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask(body)).cancel("early"))
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: early");
    assertThat(task.value.isCancelled()).isTrue();
    assertThat(body.isCold()).isFalse();
  }

  /** A5. */
  @Test
  void cancelOfATaskThatAwaitsAPromiseCancelsThePromise() {
    Box<Promise<Object>> promise = new Box<>();
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(() -> task.set(createTask(script().await(() -> promise.value))))
            .await(() -> yieldNow())
            .run(() -> task.value.cancel("m"))
            .run(() -> assertThat(promise.value.isCancelled()).isTrue())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: m");
  }

  /** A6. */
  @Test
  void cancelReachesTheInnerTaskFirstAndTheOuterAfterItsAnswer() {
    Box<Task<?>> inner = new Box<>();
    Box<Task<?>> outer = new Box<>();
    run(
        script()
            .run(
                () ->
                    inner.set(
                        createTask(
                            script()
                                .await(() -> sleep(seconds(9)))
                                .otherwise(
                                    e -> {
                                      log.add("inner cancelled");
                                      throw e;
                                    }))))
            .run(
                () ->
                    outer.set(
                        createTask(
                            script()
                                .await(() -> inner.value)
                                .otherwise(
                                    e -> {
                                      log.add("outer cancelled");
                                      throw e;
                                    }))))
            .await(() -> sleep(seconds(1)))
            .run(() -> outer.value.cancel())
            .await(() -> outer.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("inner cancelled", "outer cancelled", "CancelledError");
    assertThat(inner.value.isCancelled()).isTrue();
  }

  /** A6: an inner task that swallows the cancel hands its value to the outer one. */
  @Test
  void innerTaskThatSwallowsTheCancelGivesItsValueToTheOuter() {
    Box<Task<Object>> inner = new Box<>();
    Box<Task<?>> outer = new Box<>();
    Object result =
        run(
            script()
                .run(
                    () ->
                        inner.set(
                            createTask(
                                script()
                                    .await(() -> sleep(seconds(9)))
                                    .otherwise(e -> "survived"))))
                .run(() -> outer.set(createTask(script().await(() -> inner.value))))
                .await(() -> sleep(seconds(1)))
                .run(() -> outer.value.cancel())
                .await(() -> outer.value));
    assertThat(result).isEqualTo("survived");
    assertThat(outer.value.cancelling()).isEqualTo(1);
  }

  /** A7. */
  @Test
  void cancelOfTheInnerFutureAloneCancelsTheTaskThatDoesNotCatchIt() {
    Box<Promise<Object>> promise = new Box<>();
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(() -> task.set(createTask(script().await(() -> promise.value))))
            .await(() -> yieldNow())
            .run(() -> promise.value.cancel())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(task.value.isCancelled()).isTrue();
    assertThat(task.value.cancelling()).isZero();
  }

  /** A8. */
  @Test
  void cancelOfInnerAndOuterInTheSameTurnIsOneError() {
    Box<Task<?>> inner = new Box<>();
    Box<Task<?>> outer = new Box<>();
    run(
        script()
            .run(() -> inner.set(createTask(sleeper(seconds(9)))))
            .run(
                () ->
                    outer.set(
                        createTask(
                            script()
                                .await(() -> inner.value)
                                .otherwise(swallow())
                                .await(() -> sleep(seconds(1)))
                                .run(say("went on")))))
            .await(() -> sleep(seconds(1)))
            .run(() -> inner.value.cancel())
            .run(() -> outer.value.cancel())
            .await(() -> outer.value));
    assertThat(log).containsExactly("CancelledError", "went on");
  }

  /** A8. */
  @Test
  void cancelOfAPromiseAndOfItsAwaiterInTheSameTurnIsOneError() {
    Box<Promise<Object>> promise = new Box<>();
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .await(() -> promise.value)
                                .otherwise(swallow())
                                .await(() -> sleep(seconds(1)))
                                .run(say("went on")))))
            .await(() -> yieldNow())
            .run(() -> promise.value.cancel())
            .run(() -> task.value.cancel())
            .await(() -> task.value));
    assertThat(log).containsExactly("CancelledError", "went on");
  }

  /** A9 and A10. */
  @Test
  void taskThatCatchesTheCancelGoesOnAndCanBeCancelledAgain() {
    Box<Task<?>> task = new Box<>();
    Object result =
        run(
            script()
                .run(
                    () ->
                        task.set(
                            createTask(
                                script()
                                    .await(() -> sleep(seconds(9)))
                                    .otherwise(swallow())
                                    .await(() -> sleep(seconds(9)))
                                    .otherwise(swallow())
                                    .then(last -> "finished"))))
                .await(() -> sleep(seconds(1)))
                .run(() -> task.value.cancel("one"))
                .await(() -> sleep(seconds(1)))
                .run(() -> task.value.cancel("two"))
                .await(() -> task.value));
    assertThat(log).containsExactly("CancelledError: one", "CancelledError: two");
    assertThat(result).isEqualTo("finished");
    assertThat(task.value.isCancelled()).isFalse();
  }

  /** A11. */
  @Test
  void taskThatCancelsItselfSeesItAtItsNextAwait() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> currentTask().cancel("self"))
                        .run(say("still running"))
                        .await(() -> sleep(seconds(1)))
                        .run(say("not reached"))
                        .otherwise(
                            e -> {
                              log.add(Simmer.runningLoop().time());
                              throw e;
                            })))
        .isInstanceOf(CancelledError.class)
        .hasMessage("self");
    assertThat(log).containsExactly("still running", 0L);
  }

  /** A11: an await that need not wait is no point of cancellation, as in asyncio. */
  @Test
  void awaitOfWhatIsThereDoesNotDeliverACancel() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> currentTask().cancel())
                        .await(() -> done("there"))
                        .run(say("past a ready await"))
                        .await(() -> yieldNow())))
        .isInstanceOf(CancelledError.class);
    assertThat(log).containsExactly("past a ready await");
  }

  /** A12. */
  @Test
  void taskThatCancelsItselfAndReturnsHasBeenCancelled() {
    assertThatThrownBy(() -> run(script().run(() -> currentTask().cancel("self")).then(v -> 1)))
        .isInstanceOf(CancelledError.class)
        .hasMessage("self");
  }

  /** A13. */
  @Test
  void cancelArrivesThoughTheAwaitedPromiseIsAlreadyComplete() {
    Box<Promise<Object>> promise = new Box<>();
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(
                () ->
                    task.set(
                        createTask(script().await(() -> promise.value).run(say("got the value")))))
            .await(() -> yieldNow())
            .run(() -> promise.value.complete("v"))
            .run(() -> assertThat(task.value.cancel()).isTrue())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError");
  }

  /** A14. */
  @Test
  void cancelRequestsAreCountedAndNeverNegative() {
    run(
        script()
            .run(
                () -> {
                  Task<?> task = createTask(sleeper(seconds(1)));
                  task.cancel();
                  task.cancel();
                  assertThat(task.cancelling()).isEqualTo(2);
                  assertThat(task.uncancel()).isEqualTo(1);
                  assertThat(task.uncancel()).isZero();
                  assertThat(task.uncancel()).isZero();
                }));
  }

  /** A15. */
  @Test
  void uncancelToZeroWithdrawsACancelThatWasNotThrownYet() {
    run(
        script()
            .run(() -> currentTask().cancel())
            .run(() -> assertThat(currentTask().uncancel()).isZero())
            .await(() -> sleep(seconds(1)))
            .run(say("not cancelled")));
    assertThat(log).containsExactly("not cancelled");
  }

  /** A16. */
  @Test
  void uncancelAfterTheEndChangesNothing() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(() -> task.set(createTask(sleeper(seconds(9)))).cancel())
            .await(() -> task.value)
            .otherwise(swallow())
            .run(() -> task.value.uncancel())
            .run(() -> assertThat(task.value.isCancelled()).isTrue()));
  }

  /** A18. */
  @Test
  void catchExceptionDoesNotSwallowACancel() {
    Box<Task<?>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .await(() -> sleep(seconds(9)))
                                .otherwise(CancellationTest::catchException))))
            .await(() -> yieldNow())
            .run(() -> task.value.cancel())
            .await(() -> task.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError");
    assertThat(new CancelledError("x").getStackTrace()).isEmpty();
  }

  private static Object catchException(Throwable thrown) throws Throwable {
    try {
      throw thrown;
    } catch (Exception e) {
      return "swallowed";
    }
  }

  /** A2 and A19: through whatever the task waits for. */
  @Test
  void messageOfTheCancelArrivesUnchanged() {
    List<Script.Awaits> waits =
        List.of(
            () -> sleep(seconds(9)),
            () -> new Promise<>(),
            () -> new AsyncEvent(),
            () -> createTask(sleeper(seconds(9))),
            () -> Simmer.waitAll(List.of(new Promise<>())),
            () -> Simmer.gather(sleeper(seconds(9)), sleeper(seconds(9))));
    for (Script.Awaits wait : waits) {
      Box<Task<?>> task = new Box<>();
      run(
          script()
              .run(() -> task.set(createTask(script().await(wait).otherwise(note()))))
              .await(() -> yieldNow())
              .run(() -> task.value.cancel("the reason"))
              .await(() -> task.value)
              .otherwise(swallow()));
    }
    assertThat(log).hasSize(12).allMatch("CancelledError: the reason"::equals);
  }

  /** A20. */
  @Test
  void theVeryErrorThatEndedATaskIsSeenByEveryAwaiter() {
    CancelledError error = new CancelledError("the one");
    Box<Task<?>> task = new Box<>();
    List<Throwable> seen = new ArrayList<>();
    run(
        script()
            .run(() -> task.set(createTask(script().then(raise(error)))))
            .await(() -> task.value)
            .otherwise(e -> seen.add(e))
            .await(() -> task.value)
            .otherwise(e -> seen.add(e)));
    assertThat(seen).hasSize(2).allMatch(e -> e == error);
  }

  /** A21. */
  @Test
  void taskThatAwaitsItselfFailsWithASentence() {
    assertThatThrownBy(() -> run(script().await(() -> currentTask())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("task 'Task-1' awaits itself");
  }

  /** A22. */
  @Test
  void promiseOfAnotherLoopIsRefused() {
    Box<Promise<Object>> promise = new Box<>();
    run(script().run(() -> promise.set(new Promise<>())));
    assertThatThrownBy(() -> run(script().await(() -> promise.value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to another loop");
  }

  /** Longer than the Java stack is deep: asyncio's recursion would not survive it. */
  @Test
  void cancelReachesTheEndOfAChainOfAHundredThousandTasks() {
    Box<Task<?>> first = new Box<>();
    Box<Task<?>> last = new Box<>();
    run(
        script()
            .run(
                () -> {
                  last.set(first.set(createTask(sleeper(seconds(9)))));
                  for (int i = 0; i < 100_000; i++) {
                    Task<?> inner = last.value;
                    last.set(createTask(script().await(() -> inner)));
                  }
                })
            .await(() -> sleep(seconds(1)))
            .run(() -> last.value.cancel())
            .await(() -> last.value)
            .otherwise(swallow()));
    assertThat(first.value.isCancelled()).isTrue();
    assertThat(log).containsExactly("CancelledError");
  }

  @Test
  void cancelBreaksACircleOfTasksThatAwaitEachOther() {
    Box<Task<?>> a = new Box<>();
    Box<Task<?>> b = new Box<>();
    run(
        script()
            .run(() -> a.set(createTask(script().await(() -> b.value))))
            .run(() -> b.set(createTask(script().await(() -> a.value))))
            .await(() -> sleep(seconds(1)))
            .run(() -> a.value.cancel("broken"))
            .await(() -> a.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: broken");
    assertThat(b.value.isCancelled()).isTrue();
  }

  @Test
  void cancelWhileAResourceClosesAfterAFailureIsThrownAtTheNextAwait() {
    AsyncCloseable resource = () -> script().await(() -> sleep(seconds(2))).as();
    Box<Task<Object>> task = new Box<>();
    run(
        script()
            .run(
                () ->
                    task.set(
                        createTask(
                            script()
                                .inScope(() -> resource, script().then(raise(new IOException("x"))))
                                .otherwise(swallow())
                                .await(() -> sleep(seconds(1)))
                                .otherwise(note()))))
            .await(() -> sleep(seconds(1)))
            .run(() -> task.value.cancel("stop"))
            .await(() -> waitAll(List.of(task.value)))
            .run(() -> log.add(task.value.isCancelled())));
    assertThat(log).containsExactly("IOException: x", "CancelledError: stop", true);
  }

  @Test
  void cancelledResultOfAResourceThatClosesAfterAFailureIsNoCancelOfTheTask() {
    Box<Promise<Object>> promise = new Box<>();
    AsyncCloseable resource = () -> script().await(() -> promise.value).as();
    run(
        script()
            .run(() -> promise.set(new Promise<>()))
            .run(() -> Simmer.runningLoop().callLater(seconds(1), () -> promise.value.cancel()))
            .inScope(() -> resource, script().then(raise(new IOException("x"))))
            .otherwise(swallow())
            .await(() -> sleep(seconds(1)))
            .run(say("goes on")));
    assertThat(log).containsExactly("IOException: x", "goes on");
  }

  /** A2: frames that would only throw the cancel on are left without a step in each. */
  @Test
  void cancelEntersOnlyTheMethodsThatMayHandleIt() {
    Box<Task<?>> task = new Box<>();
    Box<EmittedFrame> outer = new Box<>();
    for (String handled : List.of("-", "t", "")) {
      Emitted method = new Emitted(handled);
      run(
          script()
              .run(() -> outer.set(method.call(method.call(sleep(seconds(9))))))
              .run(() -> task.set(createTask(script().await(() -> outer.value).otherwise(note()))))
              .await(() -> sleep(seconds(1)))
              .run(() -> task.value.cancel(handled))
              .await(() -> sleep(seconds(1)))
              .run(() -> assertThat(task.value.isCancelled()).isTrue()));
      assertThat(method.resumed).isEqualTo(handled.equals("-") ? 0 : 2);
      assertThat(outer.value.isCold()).isFalse();
      assertThat(outer.value.awaiter()).isNull();
    }
    assertThat(log).containsExactly("CancelledError: -", "CancelledError: t", "CancelledError: ");
  }

  /** Stands for a class with a rewritten method that awaits what it is given. */
  private static final class Emitted extends Dispatcher {
    private static final int WAITING = 2;

    private final Map<EmittedFrame, Awaitable<?>> arguments = new IdentityHashMap<>();
    private final String handled;
    int resumed;

    Emitted(String handled) {
      this.handled = handled;
    }

    EmittedFrame call(Awaitable<?> argument) {
      EmittedFrame frame = new Shapes.R0L0();
      frame.bind(this, Frame.COLD);
      arguments.put(frame, argument);
      return frame;
    }

    @Override
    public @Nullable Object resume(int method, int at, EmittedFrame frame, Trampoline trampoline)
        throws Throwable {
      if (at == Trampoline.RESUME + WAITING) {
        resumed++;
        return trampoline.take();
      }
      Trampoline.await(arguments.get(frame), trampoline, trampoline.depth);
      frame.bind(this, WAITING);
      trampoline.suspend(frame);
      return null;
    }

    @Override
    protected String points() {
      return "Emitted;Emitted.java\nmethod;1,2" + (handled.isEmpty() ? "" : ";" + handled);
    }
  }

  /** A2: what a clean-up throws takes the place of the cancel, also once the wait is over. */
  @Test
  void cleanUpThatFailsGivesItsFailureToTheTaskAndNotToWhoCancels() {
    Box<FailingCleanUp> wait = new Box<>();
    Box<Task<?>> task = new Box<>();
    for (boolean woken : new boolean[] {false, true}) {
      run(
          script()
              .run(() -> task.set(createTask(script().await(() -> wait.set(new FailingCleanUp())))))
              .await(() -> sleep(seconds(1)))
              .run(
                  () -> {
                    if (woken) {
                      wait.value.wake();
                    }
                    assertThat(task.value.cancel()).isTrue();
                  })
              .await(() -> sleep(seconds(1)))
              .run(() -> assertThat(task.value.exception()).hasMessage("clean-up")));
    }
  }

  /** Waits for ever, and cannot be left. */
  private static final class FailingCleanUp extends Leaf<Void> {
    @Override
    @Nullable Object begin(Loop loop) {
      return park(loop);
    }

    @Override
    void withdraw(Loop loop) {
      throw new IllegalStateException("clean-up");
    }

    @Override
    void cancelled(boolean woken) {
      if (woken) {
        throw new IllegalStateException("clean-up");
      }
    }

    @Override
    protected String label() {
      return "what cannot be left";
    }
  }
}
