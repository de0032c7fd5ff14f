package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Running, closing, and the loop's own functions. Pins: A102-A113, A115-A118, A170, A171. */
class LoopTest extends RuntimeTest {
  private record Due(int time, int order) {}

  /** A102. */
  @Test
  void runReturnsTheValueOrThrowsTheVeryException() throws IOException {
    IOException failure = new IOException("x");
    assertThat(Simmer.<Integer, RuntimeException>run(() -> done(5))).isEqualTo(5);
    assertThatThrownBy(() -> run(script().then(raise(failure)))).isSameAs(failure);
    assertThatThrownBy(
            () ->
                Simmer.<Object, IOException>run(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  /** A102, A107 and A115. */
  @Test
  void runInsideARunningLoopIsRefusedAndClosesItsCoroutine() {
    Script<Object> nested = script();
    run(
        script()
            .run(
                () ->
                    assertThatThrownBy(() -> Simmer.run(nested))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a loop is running already")));
    assertThat(nested.isCold()).isFalse();
  }

  /** A103. */
  @Test
  void leftOverTasksAreCancelledAndAwaitedAndTheirFailuresReported() {
    IOException failure = new IOException("cleanup");
    Object result =
        run(
            script()
                .run(
                    () ->
                        createTask(
                            sleeper(seconds(99))
                                .otherwise(e -> null)
                                .await(() -> sleep(seconds(1)))
                                .run(say("cleaned up"))))
                .run(
                    () ->
                        createTask(
                            "bad",
                            sleeper(seconds(99))
                                .otherwise(
                                    e -> {
                                      throw failure;
                                    })))
                .await(() -> yieldNow())
                .then(v -> "result"));
    assertThat(result).isEqualTo("result");
    assertThat(log).containsExactly("cleaned up");
    assertThat(takeReports())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.exception()).isSameAs(failure);
              assertThat(event.message()).contains("task 'bad'");
            });
  }

  /** A103: tasks that a cleanup creates are not lost either. */
  @Test
  void tasksThatACleanupCreatesAreEndedToo() {
    run(
        script()
            .run(
                () ->
                    createTask(
                        sleeper(seconds(99))
                            .otherwise(
                                e -> {
                                  createTask(sleeper(seconds(99)).otherwise(note()));
                                  return null;
                                })
                            .await(() -> yieldNow())))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("CancelledError");
  }

  /** A103: what is handed in while the loop closes does not stay where it stands. */
  @Test
  void coroutineThatACleanupSubmitsIsCancelled() {
    Box<CompletableFuture<?>> late = new Box<>();
    run(
        script()
            .run(
                () ->
                    createTask(
                        sleeper(seconds(99))
                            .otherwise(e -> late.set(runningLoop().submit(sleeper(seconds(99)))))))
            .await(() -> yieldNow()));
    assertThat(late.value).isCancelled();
  }

  /** A116. */
  @Test
  void callbacksThatKeepComingDoNotHinderTheClose() {
    class Again implements Runnable {
      @Override
      public void run() {
        runningLoop().callSoon(this);
      }
    }
    run(script().run(() -> runningLoop().callSoon(new Again())));
    assertThat(takeReports())
        .singleElement()
        .extracting(UncaughtEvent::message)
        .asString()
        .contains("kept asking for more");
  }

  /** A105. */
  @Test
  void interruptCancelsMainAndIsSetAgainWhenThatEndsIt() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> Thread.currentThread().interrupt())
                        .await(() -> sleep(seconds(9)))
                        .otherwise(note())))
        .isInstanceOf(CancelledError.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).singleElement().asString().startsWith("CancelledError");
  }

  /** A105: only the first interrupt counts. */
  @Test
  void interruptThatMainSwallowsIsOver() {
    assertThat(
            run(
                script()
                    .run(() -> Thread.currentThread().interrupt())
                    .await(() -> sleep(seconds(9)))
                    .otherwise(e -> "handled")
                    .run(() -> Thread.currentThread().interrupt())
                    .await(() -> sleep(seconds(9), "second ignored"))))
        .isEqualTo("second ignored");
    assertThat(Thread.interrupted()).isFalse();
  }

  /** A105: main waits for a task, which waits for a promise. */
  @Test
  void interruptReachesWhatMainAwaits() {
    Box<Promise<Object>> promise = new Box<>();
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> promise.set(new Promise<>()))
                        .run(
                            () ->
                                runningLoop()
                                    .callLater(
                                        seconds(1), () -> Thread.currentThread().interrupt()))
                        .await(
                            () ->
                                createTask(script().await(() -> promise.value).otherwise(note())))))
        .isInstanceOf(CancelledError.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(promise.value.isCancelled()).isTrue();
    assertThat(log).hasSize(1);
  }

  /** A106. */
  @Test
  void interruptBesideANormalCancelStaysACancelAndIsNotLost() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> Simmer.currentTask().cancel("normal"))
                        .run(() -> Thread.currentThread().interrupt())
                        .await(() -> sleep(seconds(9)))
                        .otherwise(note())))
        .isInstanceOf(CancelledError.class)
        .hasMessage("normal");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).containsExactly("CancelledError: normal");
  }

  /** A105 and A111: the loop sleeps, without spinning, when the interrupt comes. */
  @Test
  void interruptWakesASleepingLoop() throws InterruptedException {
    Box<Throwable> seen = new Box<>();
    AtomicInteger waiting = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              try {
                Simmer.run(
                    script().run(waiting::incrementAndGet).await(() -> sleep(seconds(3600))));
              } catch (CancelledError e) {
                seen.set(Thread.currentThread().isInterrupted() ? e : null);
              }
            });
    thread.start();
    spinUntil(() -> waiting.get() == 1 && thread.getState() == Thread.State.TIMED_WAITING);
    thread.interrupt();
    thread.join();
    assertThat(seen.value).isInstanceOf(CancelledError.class);
  }

  /** A107. */
  @Test
  void runnerRunsSeveralOnOneLoopWithOneContext() {
    ContextVar<String> var = ContextVar.of("var", "unset");
    Box<Task<?>> left = new Box<>();
    Runner runner = new Runner(options);
    runner.run(
        script()
            .run(() -> var.set("first run"))
            .run(() -> left.set(createTask(sleeper(seconds(2)).run(say("left over")))))
            .await(() -> sleep(seconds(1))));
    runner.run(script().run(() -> log.add(var.get())).await(() -> left.value));
    runner.close();
    runner.close();
    assertThat(log).containsExactly("first run", "left over");
    assertThatThrownBy(() -> runner.run(script()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(var.get()).isEqualTo("unset");
  }

  /** A108. */
  @Test
  void callbacksRunInOrderAndThoseTheyAddInTheNextTurn() {
    run(
        script()
            .run(
                () -> {
                  EventLoop loop = runningLoop();
                  loop.callSoon(
                      () -> {
                        log.add("a");
                        loop.callSoon(() -> log.add("added"));
                      });
                  loop.callSoon(() -> log.add("b"));
                })
            .await(() -> yieldNow())
            .run(say("main"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("a", "b", "main", "added");
  }

  /** A108. */
  @Test
  void callbacksThatKeepComingDoNotStarveTimers() {
    run(
        script()
            .run(
                () -> {
                  chain(runningLoop(), 3);
                  runningLoop().callLater(seconds(0), () -> log.add("timer"));
                })
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("callback", "timer", "callback", "callback");
  }

  private void chain(EventLoop loop, int left) {
    if (left > 0) {
      loop.callSoon(
          () -> {
            log.add("callback");
            chain(loop, left - 1);
          });
    }
  }

  /** A109 and A110. */
  @Test
  void timersRunByTimeThenInOrderAndCancelledOnesNever() {
    run(
        script()
            .run(
                () -> {
                  EventLoop loop = runningLoop();
                  loop.callLater(seconds(2), () -> log.add("2"));
                  loop.callLater(seconds(1), () -> log.add("1a"));
                  loop.callLater(seconds(1), () -> log.add("1b"));
                  loop.callLater(seconds(-5), () -> log.add("soon"));
                  Handle cancelled = loop.callAt(seconds(1).toNanos(), () -> log.add("never"));
                  cancelled.cancel();
                  assertThat(cancelled.isCancelled()).isTrue();
                })
            .await(() -> sleep(seconds(3))));
    assertThat(log).containsExactly("soon", "1a", "1b", "2");
  }

  /** A110. */
  @Test
  void cancelledTimersAreNotKept() {
    run(
        script()
            .run(
                () -> {
                  List<Handle> handles = new ArrayList<>();
                  for (int i = 0; i < 10_000; i++) {
                    handles.add(runningLoop().callLater(seconds(i % 97), () -> {}));
                  }
                  handles.forEach(Handle::cancel);
                  assertThat(Loop.running("test").timers.size()).isZero();
                }));
  }

  /** A110: of tasks that wait for a time, whether for something or not. */
  @Test
  void timersOfCancelledTasksAreNotKept() {
    List<Task<?>> tasks = new ArrayList<>();
    run(
        script()
            .run(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    tasks.add(createTask(waitFor(new Promise<>(), seconds(1 + i % 97))));
                    tasks.add(createTask(sleep(seconds(1 + i % 89))));
                  }
                })
            .await(() -> sleep(millis(1)))
            .run(() -> assertThat(Loop.running("test").timers.size()).isEqualTo(20_000))
            .run(() -> tasks.forEach(Task::cancel))
            .await(() -> gatherSettled(tasks))
            .run(() -> assertThat(Loop.running("test").timers.size()).isZero()));
    assertThat(tasks).allMatch(Task::isCancelled);
  }

  /** A109. */
  @Test
  void anyMixOfTimersAndCancelsRunsInOrder() {
    java.util.Random random = new java.util.Random(1);
    run(
        script()
            .run(
                () -> {
                  List<Due> expected = new ArrayList<>();
                  for (int i = 0; i < 2_000; i++) {
                    Due due = new Due(1 + random.nextInt(50), i);
                    Handle handle = runningLoop().callLater(seconds(due.time), () -> log.add(due));
                    if (random.nextInt(3) == 0) {
                      handle.cancel();
                    } else {
                      expected.add(due);
                    }
                  }
                  runningLoop()
                      .callLater(
                          seconds(99),
                          () -> {
                            expected.sort(
                                java.util.Comparator.comparingInt(Due::time)
                                    .thenComparingInt(Due::order));
                            assertThat(log).isEqualTo(new ArrayList<Object>(expected));
                            log.add("checked");
                          });
                })
            .await(() -> sleep(seconds(100))));
    assertThat(log).endsWith("checked");
  }

  /** A109: with deadlines of any size, in the past too, and a clock that goes on meanwhile. */
  @Test
  void timersAreHandedOutByDeadlineAndThenByOrder() {
    java.util.Random random = new java.util.Random(1);
    for (int round = 0; round < 300; round++) {
      Timers timers = new Timers();
      long now = round % 2 == 0 ? random.nextInt(1_000) : -random.nextInt(1_000);
      List<Timed> expected = new ArrayList<>();
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(3) > 0) {
          Timed timer = timer();
          int size = random.nextInt(round % 3 == 0 ? 63 : 12);
          timers.add(timer, now - random.nextInt(3) + (random.nextLong() >>> (63 - size)), now);
          int place = expected.size();
          while (place > 0 && expected.get(place - 1).deadline > timer.deadline) {
            place--;
          }
          expected.add(place, timer);
        } else if (random.nextInt(3) == 0 && !expected.isEmpty()) {
          Timed timer = expected.remove(random.nextInt(expected.size()));
          timers.remove(timer);
          timers.remove(timer);
        } else if (!expected.isEmpty()) {
          assertThat(timers.earliest()).isLessThanOrEqualTo(expected.get(0).deadline);
          now = Math.max(now, random.nextBoolean() ? timers.earliest() : now + random.nextInt(64));
        }
        assertThat(timers.size()).isEqualTo(expected.size());
        if (random.nextInt(3) > 0) {
          continue;
        }
        while (!expected.isEmpty() && expected.get(0).deadline <= now) {
          assertThat(timers.pollDue(now)).isSameAs(expected.remove(0));
        }
        assertThat(timers.pollDue(now)).isNull();
      }
    }
  }

  /** A111: who sleeps until the earliest time is not woken late, and seldom for nothing. */
  @Test
  void earliestTimeIsNeverBehindADeadlineAndSoonReachesIt() {
    Timers timers = new Timers();
    List<Timed> added = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Timed timer = timer();
      timers.add(timer, 3_600_000_000_000L + 1_000_003L * (i * 7 % 1_000), 0);
      added.add(timer);
    }
    added.sort(java.util.Comparator.comparingLong(timer -> timer.deadline));
    int looks = 0;
    for (Timed timer : added) {
      for (long now = timers.earliest(); now < timer.deadline; now = timers.earliest()) {
        assertThat(timers.pollDue(now)).isNull();
        looks++;
      }
      assertThat(timers.earliest()).isEqualTo(timer.deadline);
      assertThat(timers.pollDue(timer.deadline)).isSameAs(timer);
    }
    assertThat(timers.isEmpty()).isTrue();
    assertThat(looks).isLessThan(100);
  }

  private static Timed timer() {
    return new Timed() {
      @Override
      void due(Loop loop) {}

      @Override
      void run(Loop loop) {}
    };
  }

  /** A111. */
  @Test
  void realTimersDoNotFireEarly() {
    Simmer.run(
        script()
            .run(
                () -> {
                  long start = runningLoop().time();
                  runningLoop()
                      .callLater(
                          java.time.Duration.ofNanos(3_000_001),
                          () -> log.add(runningLoop().time() - start >= 3_000_001));
                })
            .await(() -> sleep(Simmer.millis(5))));
    assertThat(log).containsExactly(true);
  }

  /** A111. */
  @Test
  void timerIsDueAtItsTimeAndNotBefore() {
    Timers timers = new Timers();
    Timed timer = timer();
    timers.add(timer, 10, 0);
    assertThat(timers.pollDue(9)).isNull();
    assertThat(timers.pollDue(10)).isSameAs(timer);
    run(script().await(() -> sleep(java.time.Duration.ofNanos(3_000_001))).run(this::noteTime));
    assertThat(log).containsExactly(3_000_001L);
  }

  private void noteTime() {
    log.add(runningLoop().time());
  }

  /** A113. */
  @Test
  void failingCallbackAndFailingHandlerLeaveTheLoopAlive() {
    RuntimeException failure = new RuntimeException("callback");
    IllegalStateException broken = new IllegalStateException("broken handler");
    try (Logged logged = new Logged()) {
      run(
          script()
              .run(() -> runningLoop().setExceptionHandler(event -> log.add(event.exception())))
              .run(() -> runningLoop().callSoon(fails(failure)))
              .await(() -> sleep(millis(1)))
              .run(() -> log.add(logged.lines()))
              .run(() -> runningLoop().setExceptionHandler(event -> fails(broken).run()))
              .run(() -> runningLoop().callSoon(fails(failure)))
              .await(() -> sleep(millis(1)))
              .run(say("alive")));
      assertThat(logged.lines())
          .containsExactly(
              "WARNING A callback of the loop failed. Handle the failure inside the callback.",
              "WARNING The exception handler itself failed on the report above.");
      assertThat(logged.thrown()).containsExactly(failure, broken);
    }
    assertThat(log).containsExactly(failure, List.of(), "alive");
  }

  /** A113. */
  @Test
  void failureOfACallbackIsLoggedWhereNoHandlerIsSet() {
    RuntimeException failure = new RuntimeException("callback");
    try (Logged logged = new Logged()) {
      run(
          script()
              .run(() -> runningLoop().setExceptionHandler(null))
              .run(() -> runningLoop().callSoon(fails(failure)))
              .await(() -> sleep(millis(1))));
      assertThat(logged.lines())
          .containsExactly(
              "WARNING A callback of the loop failed. Handle the failure inside the callback.");
      assertThat(logged.thrown()).containsExactly(failure);
    }
  }

  private static Runnable fails(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  /** A115. */
  @Test
  void loopsInTwoThreadsAreIndependent() {
    Box<Object> other = new Box<>();
    assertThat(
            run(
                script()
                    .run(
                        () -> {
                          Thread thread =
                              new Thread(
                                  () ->
                                      other.set(
                                          Simmer.<Object>run(
                                              script().await(() -> sleep(seconds(5), "other")),
                                              RunOptions.defaults().virtualTime(true))));
                          thread.start();
                          thread.join();
                        })
                    .await(() -> sleep(seconds(1), "mine"))))
        .isEqualTo("mine");
    assertThat(other.value).isEqualTo("other");
  }

  /** A116 and A171. */
  @Test
  void everythingOnAClosedLoopFailsClearly() {
    Box<EventLoop> loop = new Box<>();
    Box<Promise<Object>> promise = new Box<>();
    run(script().run(() -> loop.set(runningLoop())).run(() -> promise.set(new Promise<>())));
    assertThatThrownBy(() -> loop.value.callSoon(() -> {})).hasMessageContaining("closed");
    assertThatThrownBy(() -> loop.value.callLater(seconds(1), () -> {}))
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> loop.value.post(() -> {})).hasMessageContaining("closed");
    assertThatThrownBy(() -> loop.value.submit(done(1))).hasMessageContaining("closed");
    assertThatThrownBy(() -> promise.value.complete(1)).hasMessageContaining("closed");
  }

  /** A116. */
  @Test
  void runnerCannotBeClosedWhileItRuns() {
    Runner runner = new Runner(options);
    runner.run(
        script()
            .run(
                () ->
                    assertThatThrownBy(runner::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a loop is running already"))
            .await(() -> sleep(seconds(1))));
    runner.close();
  }

  /** A112. */
  @Test
  void postWakesALoopThatSleeps() throws Exception {
    Thread looping = Thread.currentThread();
    CompletableFuture<Void> posted = new CompletableFuture<>();
    Simmer.run(
        script()
            .run(
                () -> {
                  EventLoop loop = runningLoop();
                  CompletableFuture.runAsync(
                      () -> {
                        spinUntil(() -> looping.getState() == Thread.State.TIMED_WAITING);
                        loop.post(() -> log.add("posted"));
                        loop.post(() -> posted.complete(null));
                      });
                })
            .await(() -> Simmer.waitAny(List.of(Simmer.deferred(posted)), seconds(3600))));
    assertThat(log).containsExactly("posted");
  }

  /** A112 and A118. */
  @Test
  void submitFromAnotherThreadWakesTheLoopAndHandsBackResultAndException() throws Exception {
    IOException failure = new IOException("x");
    try (Runner runner = new Runner(RunOptions.defaults().onUncaught(reports::add))) {
      CompletableFuture<Void> stop = new CompletableFuture<>();
      Thread thread = new Thread(() -> runner.run(script().await(() -> stop)));
      thread.start();
      assertThat(runner.loop().submit(sleep(Simmer.millis(1), "v")).get()).isEqualTo("v");
      assertThatThrownBy(() -> runner.loop().submit(script().then(raise(failure))).get())
          .isInstanceOf(ExecutionException.class)
          .hasCause(failure);
      CompletableFuture<?> cancelled =
          runner.loop().submit(sleeper(seconds(3600)).otherwise(note()));
      cancelled.cancel(true);
      assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
      Coroutine<Integer> twice = done(1);
      assertThat(runner.loop().submit(twice).get()).isEqualTo(1);
      assertThatThrownBy(() -> runner.loop().submit(twice).get())
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was awaited before");
      CompletableFuture<Integer> left = new CompletableFuture<>();
      runner.loop().post(() -> left.complete(Simmer.allTasks().size()));
      assertThat(left.get()).isLessThanOrEqualTo(2);
      stop.complete(null);
      thread.join();
    }
  }

  /** A116: nobody waits for ever for what can no longer end. */
  @Test
  void taskThatOtherThreadsBeginAsTheLoopClosesIsCancelled() {
    Runner runner = new Runner(RunOptions.defaults().onUncaught(reports::add));
    CompletableFuture<?> submitted = runner.loop().submit(sleeper(seconds(3600)));
    Box<Task<?>> posted = new Box<>();
    runner.loop().post(() -> posted.set(createTask(sleeper(seconds(3600)))));
    runner.close();
    assertThat(submitted).isCancelled();
    assertThat(posted.value.isCancelled()).isTrue();
  }

  /** A112 and A171: no wake-up is lost, and each sender's order is kept. */
  @Test
  void postsFromManyThreadsAllArriveInTheOrderOfTheirSender() throws Exception {
    int senders = 4;
    int each = 20_000;
    List<List<Integer>> arrived = new ArrayList<>();
    try (Runner runner = new Runner()) {
      CompletableFuture<Void> all = new CompletableFuture<>();
      AtomicInteger count = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        List<Integer> mine = new ArrayList<>();
        arrived.add(mine);
        threads.add(
            new Thread(
                () -> {
                  for (int n = 0; n < each; n++) {
                    int number = n;
                    runner
                        .loop()
                        .post(
                            () -> {
                              mine.add(number);
                              if (count.incrementAndGet() == senders * each) {
                                all.complete(null);
                              }
                            });
                  }
                }));
      }
      runner.run(script().run(() -> threads.forEach(Thread::start)).await(() -> all));
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(arrived).allSatisfy(mine -> assertThat(mine).hasSize(each).isSorted());
  }

  /** A171. */
  @Test
  void postsThatKeepComingDoNotStarveTimers() {
    run(
        script()
            .run(
                () -> {
                  postChain(runningLoop(), 3);
                  runningLoop().callLater(seconds(0), () -> log.add("timer"));
                })
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("posted", "timer", "posted", "posted");
  }

  private void postChain(EventLoop loop, int left) {
    if (left > 0) {
      loop.post(
          () -> {
            log.add("posted");
            postChain(loop, left - 1);
          });
    }
  }

  @Test
  void deadlockUnderVirtualTimeNamesWhatEveryTaskWaitsFor() {
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(
                            () ->
                                createTask(
                                    "stuck",
                                    script()
                                        .await(new AsyncLock()::acquire)
                                        .await(() -> new Promise<>())))
                        .await(() -> new AsyncQueue<Object>().get())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing can wake the loop")
        .hasMessageContaining("task 'Task-1' waits for an item of a queue")
        .hasMessageContaining("task 'stuck' waits for a Promise")
        .hasMessageContaining("Script.java");
  }

  @Test
  void recursionAHundredThousandDeepWorks() {
    assertThat(run(down(100_000))).isEqualTo(100_000);
  }

  private static Script<Object> down(int levels) {
    return levels == 0
        ? script().await(() -> sleep(seconds(1))).then(v -> 0)
        : script().await(() -> down(levels - 1)).then(v -> (Integer) v + 1);
  }

  /** A170. */
  @Test
  void shuffleIsReproducibleAndChangesTheOrderOfReadyTasks() {
    List<List<Object>> orders = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2, 3, 4}) {
      List<Object> order = new ArrayList<>();
      Script<Object> main = script();
      for (int i = 0; i < 8; i++) {
        int number = i;
        main.run(() -> createTask(script().run(() -> order.add(number))));
      }
      Simmer.run(main.await(() -> sleep(seconds(1))), options.shuffle(seed));
      orders.add(order);
    }
    assertThat(orders.get(0)).isEqualTo(orders.get(1));
    assertThat(orders.stream().distinct().count()).isGreaterThan(2);
  }

  /** A104. */
  @Test
  void generatorsLeftOpenAreClosedWithTheLoop() {
    AsyncGenerator<Object> generator =
        new AsyncGenerator<>() {
          @Override
          public AsyncIterator<Object> asyncIterator() {
            return this;
          }

          @Override
          public Coroutine<Boolean> hasNext() {
            return done(true);
          }

          @Override
          public Object next() {
            return 1;
          }

          @Override
          public Coroutine<Void> closeAsync() {
            return script().await(() -> sleep(seconds(1))).run(say("closed")).as();
          }
        };
    run(script().run(() -> Loop.running("test").opened(generator)));
    assertThat(log).containsExactly("closed");
    IOException failure = new IOException("main");
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(() -> Loop.running("test").opened(generator))
                        .then(raise(failure))))
        .isSameAs(failure);
    assertThat(log).containsExactly("closed", "closed");
  }

  /** A104 and A117: the worker goes on until it sees the loop's thread wait for it. */
  @Test
  void threadsOfToThreadAreWaitedForAlsoWhenMainFailed() {
    Thread looping = Thread.currentThread();
    AtomicBoolean returned = new AtomicBoolean();
    CompletableFuture<Boolean> waitedFor = new CompletableFuture<>();
    CompletableFuture<Void> started = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                run(
                    script()
                        .run(
                            () ->
                                createTask(
                                    script()
                                        .await(
                                            () ->
                                                Simmer.toThread(
                                                    () -> {
                                                      started.complete(null);
                                                      endWhenWaitedFor(
                                                          looping, returned, waitedFor);
                                                    }))))
                        .await(() -> started)
                        .then(raise(new IOException("main")))))
        .hasMessage("main");
    returned.set(true);
    assertThat(waitedFor.join()).isTrue();
  }

  private static void endWhenWaitedFor(
      Thread looping, AtomicBoolean returned, CompletableFuture<Boolean> waitedFor) {
    try {
      new CompletableFuture<>().get();
    } catch (InterruptedException | ExecutionException cancelled) {
      spinUntil(() -> returned.get() || looping.getState() == Thread.State.TIMED_WAITING);
      waitedFor.complete(!returned.get());
    }
  }
}
