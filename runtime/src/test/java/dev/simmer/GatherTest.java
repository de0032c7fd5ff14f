package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.asCompleted;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.staggeredRace;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.waitAny;
import static dev.simmer.Simmer.waitFirstException;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Combining awaitables. Pins: A137-A145, A147. */
class GatherTest extends RuntimeTest {
  private final IOException failure = new IOException("x");

  private Task<Object> task(int delay, String value) {
    return createTask(sleeper(seconds(delay)).run(say(value)).then(v -> value));
  }

  private Task<Object> failing(int delay) {
    return createTask(sleeper(seconds(delay)).then(raise(failure)));
  }

  /** A137. */
  @Test
  void resultsAreInTheOrderOfTheArguments() {
    Object result =
        run(
            script()
                .await(
                    () ->
                        gather(
                            sleep(seconds(2), "a"), sleep(seconds(1), "b"), done((Object) null))));
    assertThat(result)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("a", "b", null);
    assertThat(run(script().await(() -> gather(List.<Coroutine<Object>>of()))))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
    assertThat(run(script().await(() -> gather(List.of(1, 2), n -> sleep(seconds(n), n * 10)))))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(10, 20);
    assertThat(run(script().await(() -> gather(done(2), done("x"), (n, s) -> s.repeat(n)))))
        .isEqualTo("xx");
  }

  /** A137. */
  @Test
  void repeatedAwaitableRunsOnceAndAppearsTwice() {
    Script<Object> once = script().run(say("ran")).then(v -> "r");
    assertThat(run(script().await(() -> gather(once, done("m"), once))))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("r", "m", "r");
    assertThat(log).containsExactly("ran");
  }

  /** A138. */
  @Test
  void firstFailurePropagatesWhileTheRestRunsOn() {
    run(
        script()
            .await(
                () ->
                    gather(
                        failing(1),
                        task(2, "sibling"),
                        createTask(
                            sleeper(seconds(2)).then(raise(new IOException("later, unreported"))))))
            .otherwise(swallow())
            .await(() -> sleep(seconds(5))));
    assertThat(log).containsExactly("IOException: x", "sibling");
  }

  /** A139. */
  @Test
  void settledCollectsFailuresAndCancellationsAsOutcomes() {
    run(
        script()
            .await(
                () -> {
                  Task<Object> cancelled = task(9, "never");
                  cancelled.cancel();
                  return gatherSettled(done("v"), failing(1), cancelled);
                })
            .then(
                result -> {
                  List<?> outcomes = (List<?>) result;
                  assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>("v"));
                  assertThat(outcomes.get(1)).isEqualTo(new Outcome.Failure<>(failure));
                  assertThat(((Outcome.Failure<?>) outcomes.get(2)).exception())
                      .isInstanceOf(CancelledError.class);
                  return null;
                }));
  }

  /** A140. */
  @Test
  void cancellingTheGatherCancelsAllChildren() {
    Box<Deferred<?>> all = new Box<>();
    Box<Task<?>> child = new Box<>();
    run(
        script()
            .run(() -> all.set(gatherSettled(child.set(task(9, "a")), task(9, "b"))))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(all.value.cancel("m")).isTrue())
            .await(() -> all.value)
            .otherwise(swallow())
            .run(() -> assertThat(all.value.cancel()).isFalse())
            .run(() -> assertThat(child.value.isCancelled()).isTrue()));
    assertThat(all.value.isCancelled()).isTrue();
    assertThat(log).containsExactly("CancelledError: m");
  }

  /** A141, as API.md rules: the gather is cancelled, who awaits it is not. */
  @Test
  void childsOwnCancelEndsTheGatherCancelledButNotTheAwaitingTask() {
    Box<Deferred<?>> all = new Box<>();
    Box<Task<?>> child = new Box<>();
    run(
        script()
            .run(() -> all.set(gather(child.set(task(9, "a")), task(1, "b"))))
            .await(() -> yieldNow())
            .run(() -> child.value.cancel("own"))
            .await(() -> all.value)
            .otherwise(swallow())
            .run(() -> assertThat(Simmer.currentTask().cancelling()).isZero())
            .await(() -> sleep(seconds(2))));
    assertThat(all.value.isCancelled()).isTrue();
    assertThat(log).containsExactly("CancelledError: own", "b");
  }

  @Test
  void cancellingATaskThatAwaitsAGatherCancelsTheChildren() {
    Box<Task<?>> outer = new Box<>();
    run(
        script()
            .run(
                () ->
                    outer.set(
                        createTask(
                            script()
                                .await(
                                    () ->
                                        gather(
                                            sleeper(seconds(9)).otherwise(note()),
                                            sleeper(seconds(9)).otherwise(note()))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> outer.value.cancel("m"))
            .await(() -> outer.value)
            .otherwise(swallow()));
    assertThat(log).containsExactly("CancelledError: m", "CancelledError: m", "CancelledError: m");
  }

  /** A142. */
  @Test
  void shieldPassesResultsThroughAndKeepsCancelsOut() {
    Box<Task<Object>> inner = new Box<>();
    Box<Deferred<?>> outer = new Box<>();
    run(
        script()
            .await(() -> shield(sleep(seconds(1), "v")))
            .then(log::add)
            .await(() -> shield(failing(1)))
            .otherwise(swallow())
            .run(() -> outer.set(shield(inner.set(task(5, "saved")))))
            .run(() -> assertThat(outer.value.cancel()).isTrue())
            .await(() -> outer.value)
            .otherwise(swallow())
            .await(() -> inner.value)
            .run(() -> outer.set(shield(inner.set(task(5, "never")))))
            .await(() -> yieldNow())
            .run(() -> inner.value.cancel("inner"))
            .await(() -> outer.value)
            .otherwise(swallow()));
    assertThat(log)
        .containsExactly("v", "IOException: x", "CancelledError", "saved", "CancelledError: inner");
  }

  /** A142. */
  @Test
  void shieldOverAGatherAndGatherOverAShield() {
    Box<Deferred<List<Object>>> all = new Box<>();
    run(
        script()
            .run(() -> all.set(gather(List.of(task(2, "a"), task(3, "b")))))
            .await(
                () -> {
                  Deferred<?> shielded = shield(all.value);
                  shielded.cancel();
                  return shielded;
                })
            .otherwise(swallow())
            .await(() -> all.value)
            .await(
                () -> {
                  Task<Object> kept = task(2, "kept");
                  Deferred<?> gathered = gather(List.of(shield(kept)));
                  gathered.cancel();
                  return gatherSettled(List.of(gathered, kept));
                }));
    assertThat(log).containsExactly("CancelledError", "a", "b", "kept");
  }

  /** A143. */
  @Test
  void waitNeitherThrowsNorCancels() {
    Box<Task<Object>> slow = new Box<>();
    Box<Task<Object>> bad = new Box<>();
    run(
        script()
            .run(() -> slow.set(task(5, "slow")))
            .run(() -> bad.set(failing(1)))
            .await(() -> waitAny(List.of(slow.value, bad.value)))
            .then(
                waited -> {
                  assertThat(waited)
                      .isEqualTo(
                          new Waited<>(java.util.Set.of(bad.value), java.util.Set.of(slow.value)));
                  return null;
                })
            .await(() -> waitAll(List.of(slow.value, bad.value), seconds(1)))
            .then(waited -> log.add(((Waited<?>) waited).pending().size()))
            .await(() -> waitFirstException(List.of(slow.value, task(1, "quick"))))
            .then(waited -> log.add(((Waited<?>) waited).pending().size()))
            .await(() -> waitFirstException(List.of(task(9, "late"), failing(1))))
            .then(
                waited -> {
                  Waited<?> result = (Waited<?>) waited;
                  result.done().forEach(d -> ((Deferred<?>) d).exception());
                  return log.add(result.pending().size());
                })
            .run(() -> assertThat(bad.value.exception()).isSameAs(failure))
            .run(
                () ->
                    assertThatThrownBy(() -> waitAll(List.<Task<Object>>of()))
                        .isInstanceOf(IllegalArgumentException.class)));
    assertThat(log).containsExactly(1, "quick", "slow", 0, 1);
  }

  /** A143. */
  @Test
  void cancellingAWaitLeavesNoCallbacksBehind() {
    Box<Task<Object>> slow = new Box<>();
    Box<Task<?>> waiting = new Box<>();
    run(
        script()
            .run(() -> slow.set(task(5, "slow")))
            .run(
                () ->
                    waiting.set(
                        createTask(script().await(() -> waitAll(List.of(slow.value), seconds(9))))))
            .await(() -> sleep(seconds(1)))
            .run(() -> waiting.value.cancel())
            .await(() -> waiting.value)
            .otherwise(swallow())
            .await(() -> slow.value)
            .run(() -> assertThat(Loop.running("test").timers.isEmpty()).isTrue()));
    assertThat(log).containsExactly("CancelledError", "slow");
  }

  /** A144. */
  @Test
  void asCompletedHandsOutTheSameObjectsInTheOrderTheyEnd() {
    Box<AsyncIterator<Task<Object>>> ended = new Box<>();
    Box<List<Task<Object>>> tasks = new Box<>();
    run(
        script()
            .run(() -> tasks.set(List.of(task(3, "c"), task(1, "a"), task(2, "b"))))
            .run(() -> ended.set(asCompleted(tasks.value).asyncIterator()))
            .await(() -> ended.value.hasNext())
            .run(() -> assertThat(ended.value.next()).isSameAs(tasks.value.get(1)))
            .await(() -> sleep(seconds(5)))
            .await(() -> ended.value.hasNext())
            .run(() -> assertThat(ended.value.next()).isSameAs(tasks.value.get(2)))
            .await(() -> ended.value.hasNext())
            .run(() -> assertThat(ended.value.next()).isSameAs(tasks.value.get(0)))
            .await(() -> ended.value.hasNext())
            .then(log::add));
    assertThat(log).containsExactly("a", "b", "c", false);
  }

  /** A144. */
  @Test
  void asCompletedThrowsForTheRestWhenItsTimeIsOver() {
    Box<AsyncIterator<Task<Object>>> ended = new Box<>();
    run(
        script()
            .run(
                () ->
                    ended.set(
                        asCompleted(List.of(task(1, "a"), task(9, "late")), seconds(2))
                            .asyncIterator()))
            .await(() -> ended.value.hasNext())
            .run(() -> ended.value.next())
            .await(() -> ended.value.hasNext())
            .otherwise(e -> log.add(e.getClass())));
    assertThat(log).containsExactly("a", TimeoutException.class);
  }

  /** A144. */
  @Test
  void asCompletedThatIsLeftEarlyLeavesNoTimerAndGoesOnWithinItsTime() {
    Box<AsyncIterator<Task<Object>>> ended = new Box<>();
    run(
        script()
            .run(
                () ->
                    ended.set(
                        asCompleted(List.of(task(1, "a"), task(3, "b"), task(9, "c")), seconds(5))
                            .asyncIterator()))
            .await(() -> ended.value.hasNext())
            .run(() -> ended.value.next())
            .run(() -> assertThat(onlySleepsAreLeft()).isTrue())
            .await(() -> sleep(seconds(3)))
            .await(() -> ended.value.hasNext())
            .run(() -> ended.value.next())
            .await(() -> sleep(seconds(9)))
            .await(() -> ended.value.hasNext())
            .otherwise(swallow()));
    assertThat(log)
        .containsExactly(
            "a", "b", "c", "TimeoutException: 1 of asCompleted(...) had not ended in time");
  }

  /** A144. */
  @Test
  void asCompletedWithoutTimeStillGivesWhatHasEnded() {
    Box<AsyncIterator<Task<Object>>> ended = new Box<>();
    Box<Task<Object>> early = new Box<>();
    run(
        script()
            .run(() -> early.set(task(1, "a")))
            .await(() -> early.value)
            .run(
                () ->
                    ended.set(
                        asCompleted(List.of(early.value, task(9, "late")), seconds(0))
                            .asyncIterator()))
            .await(() -> ended.value.hasNext())
            .run(() -> assertThat(ended.value.next()).isSameAs(early.value))
            .await(() -> ended.value.hasNext())
            .otherwise(swallow()));
    assertThat(log)
        .containsExactly("a", "TimeoutException: 1 of asCompleted(...) had not ended in time");
  }

  private static boolean onlySleepsAreLeft() {
    Box<Boolean> only = new Box<>();
    only.set(true);
    Loop.running("test").timers.forEach((timer, deadline) -> only.value &= timer instanceof Task);
    return only.value;
  }

  /** A145. */
  @Test
  @OrderIsPromised("none: a second task, which runs once in each turn, counts the turns")
  void sleepYieldsItsValueAndZeroIsOneTurn() {
    run(
        script()
            .await(() -> sleep(seconds(1), "v"))
            .then(log::add)
            .run(
                () ->
                    createTask(
                        script().run(say("other")).await(() -> yieldNow()).run(say("other 2"))))
            .await(() -> sleep(seconds(0)))
            .run(say("main"))
            .await(() -> sleep(seconds(-1)))
            .run(say("main 2")));
    assertThat(log).containsExactly("v", "other", "main", "other 2", "main 2");
  }

  /** A30: also where another child has told of its end and has not been heard yet. */
  @Test
  void gatherEndsWhereTheLastOfItsChildrenWouldCallBack() {
    Box<Promise<Object>> first = new Box<>();
    Box<Promise<Object>> second = new Box<>();
    run(
        script()
            .run(() -> first.set(new Promise<>()).onDone(done -> log.add("first")))
            .run(() -> second.set(new Promise<>()))
            .run(
                () ->
                    gather(List.of(first.value, second.value)).onDone(done -> log.add("gathered")))
            .run(() -> first.value.complete(null))
            .run(() -> runningLoop().callSoon(() -> runningLoop().callSoon(say("between")::run)))
            .run(() -> second.value.complete(null))
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("first", "between", "gathered");
  }

  /** A145. */
  @Test
  void cancelledSleepLeavesNoTimer() {
    run(
        script()
            .await(
                () -> {
                  Task<?> sleeping = createTask(sleeper(seconds(99)));
                  createTask(sleeper(seconds(1)).run(() -> sleeping.cancel()));
                  return sleeping;
                })
            .otherwise(swallow())
            .run(() -> assertThat(Loop.running("test").timers.isEmpty()).isTrue()));
    assertThat(log).containsExactly("CancelledError");
  }

  private AsyncCallable<String> contestant(int time, String name) {
    return () ->
        script()
            .run(() -> log.add(name + " starts at " + runningLoop().time() / 1_000_000_000))
            .await(() -> sleep(seconds(time)))
            .otherwise(note())
            .then(v -> name)
            .as();
  }

  private AsyncCallable<String> loser(int time, String name) {
    return () -> sleeper(seconds(time)).then(raise(new IOException(name))).as();
  }

  /** A147. */
  @Test
  void firstSuccessOfAStaggeredRaceWinsAndTheOthersAreCancelled() {
    run(
        script()
            .await(
                () ->
                    staggeredRace(
                        seconds(2),
                        contestant(99, "slow"),
                        loser(1, "bad"),
                        contestant(5, "good"),
                        contestant(1, "late")))
            .then(
                raced -> {
                  Raced<?> result = (Raced<?>) raced;
                  assertThat(result.value()).isEqualTo("late");
                  assertThat(result.winner()).isEqualTo(3);
                  assertThat(result.failures())
                      .extracting(RuntimeTest::text)
                      .containsExactly("IOException: bad");
                  return log.add("won at " + runningLoop().time() / 1_000_000_000);
                }));
    assertThat(log)
        .containsExactly(
            "slow starts at 0",
            "good starts at 3",
            "late starts at 5",
            "CancelledError",
            "CancelledError",
            "won at 6");
  }

  /** A147. */
  @Test
  void staggeredRaceThatNobodyWinsKeepsAllErrors() {
    run(
        script()
            .await(() -> staggeredRace(null, loser(3, "one"), loser(1, "two")))
            .otherwise(
                e -> {
                  ExceptionGroup group = (ExceptionGroup) e;
                  log.addAll(group.exceptions().stream().map(RuntimeTest::text).toList());
                  return log.add(runningLoop().time() / 1_000_000_000);
                }));
    assertThat(log).containsExactly("IOException: one", "IOException: two", 4L);
  }

  /** A147. */
  @Test
  void cancellingAStaggeredRaceCancelsAllAndStartsNobodyElse() {
    Box<Task<?>> racing = new Box<>();
    run(
        script()
            .run(
                () ->
                    racing.set(
                        createTask(
                            script()
                                .await(
                                    () ->
                                        staggeredRace(
                                            seconds(2),
                                            contestant(9, "a"),
                                            contestant(9, "b"),
                                            contestant(9, "c"))))))
            .await(() -> sleep(seconds(3)))
            .run(() -> racing.value.cancel("m"))
            .await(() -> racing.value)
            .otherwise(swallow())
            .await(() -> sleep(seconds(9)))
            .run(() -> assertThat(Simmer.allTasks()).hasSize(1)));
    assertThat(log)
        .containsExactly(
            "a starts at 0",
            "b starts at 2",
            "CancelledError: m",
            "CancelledError: m",
            "CancelledError: m");
  }

  /** A147: a contestant runs in the context of whoever called for the race. */
  @Test
  void contestantsOfAStaggeredRaceSeeItsContext() {
    ContextVar<String> var = ContextVar.of("var", "unset");
    AsyncCallable<String> reader = () -> done(var.get());
    run(
        script()
            .run(() -> createTask(sleeper(seconds(1)).run(() -> var.set("other"))))
            .run(() -> var.set("racer"))
            .await(() -> staggeredRace(null, List.of(loser(1, "first"), reader)))
            .then(raced -> log.add(((Raced<?>) raced).value())));
    assertThat(log).containsExactly("racer");
    run(
        script()
            .run(
                () ->
                    assertThatThrownBy(() -> staggeredRace(null, List.<AsyncCallable<String>>of()))
                        .isInstanceOf(IllegalArgumentException.class)));
  }
}
