package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.toThread;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/**
 * A loop that is a guest on somebody else's thread. Pins: A103, A104, A107-A113, A115, A116, A118,
 * A148, A160, A171.
 */
class GuestLoopTest extends RuntimeTest {
  private final RunOptions guestOptions = RunOptions.defaults().onUncaught(reports::add);
  private final SteppedHost host = new SteppedHost();
  private final GuestLoop guest = new GuestLoop(host, guestOptions);

  @Test
  void tasksRunWhenTheHostGrantsATurnAndOnItsThread() {
    CompletableFuture<Thread> future =
        guest.submit(script().then(v -> Thread.currentThread()).<Thread>as());
    assertThat(future).isNotDone();
    host.runAll();
    assertThat(future).isCompletedWithValue(Thread.currentThread());
  }

  /** A108. */
  @Test
  void turnRunsWhatWasReadyAndThenLetsTheHostGoOn() {
    guest.loop().post(() -> chain(3));
    host.step();
    host.execute(() -> log.add("host"));
    host.runAll();
    assertThat(log).containsExactly("callback", "callback", "host", "callback");
  }

  private void chain(int left) {
    log.add("callback");
    if (left > 1) {
      guest.loop().callSoon(() -> chain(left - 1));
    }
  }

  @Test
  void thereIsNeverMoreThanOneTurnOnItsWay() {
    for (int i = 0; i < 100; i++) {
      int number = i;
      guest.loop().post(() -> log.add(number));
      assertThat(host.waiting()).isEqualTo(1);
    }
    host.step();
    assertThat(log).hasSize(100);
    assertThat(host.waiting()).isZero();
  }

  /** A109. */
  @Test
  void onlyTheEarliestDeadlineIsATimerOfTheHost() {
    for (int time : new int[] {5, 3, 9}) {
      guest.submit(sleeper(seconds(time)).run(() -> log.add(time + " at " + runningLoop().time())));
      host.runAll();
    }
    assertThat(host.timers()).containsExactly(seconds(3).toNanos());
    host.pass(seconds(4));
    assertThat(host.timers()).containsExactly(seconds(5).toNanos());
    host.pass(seconds(6));
    assertThat(log).containsExactly("3 at 3000000000", "5 at 5000000000", "9 at 9000000000");
    assertThat(host.timers()).isEmpty();
  }

  /** A110. */
  @Test
  void hostHasNoTimerLeftWhenTheLoopHasNone() {
    CompletableFuture<?> future = guest.submit(sleeper(seconds(5)));
    host.runAll();
    future.cancel(true);
    host.runAll();
    assertThat(host.timers()).isEmpty();
  }

  @Test
  void timerIsKeptWhileDeadlinesBehindItComeAndGo() {
    guest.submit(sleeper(seconds(5)));
    host.runAll();
    int[] asked = {0};
    host.onSchedule = () -> asked[0]++;
    for (int i = 0; i < 10; i++) {
      guest.submit(script().inScope(() -> timeout(seconds(30)), script().await(() -> yieldNow())));
      host.runAll();
    }
    assertThat(asked[0]).isZero();
    assertThat(host.timers()).containsExactly(seconds(5).toNanos());
  }

  /** A111. */
  @Test
  void hostTimerThatRingsEarlyWakesNobodyEarly() {
    guest.submit(sleeper(seconds(5)).run(say("woken")));
    host.runAll();
    host.ringEarly(seconds(5).toNanos());
    host.runAll();
    assertThat(log).isEmpty();
    host.pass(seconds(5));
    assertThat(log).containsExactly("woken");
  }

  /** A111: it rings though a turn is on its way, which then has to set the next one. */
  @Test
  void hostTimerThatRingsWhileATurnIsOnItsWayIsNotForgotten() {
    guest.submit(sleeper(seconds(5)).run(say("woken")));
    host.runAll();
    guest.loop().post(() -> {});
    host.ringEarly(seconds(5).toNanos());
    host.pass(seconds(5));
    assertThat(log).containsExactly("woken");
  }

  @Test
  void sleepOfAgesAsksTheHostForADayAtMost() {
    CompletableFuture<?> future = guest.submit(sleeper(Duration.ofDays(1_000_000)));
    host.runAll();
    assertThat(host.timers()).containsExactly(Duration.ofDays(1).toNanos());
    host.pass(Duration.ofDays(3));
    assertThat(host.timers()).containsExactly(Duration.ofDays(4).toNanos());
    assertThat(future).isNotDone();
  }

  // Between two turns

  /** A112: between two turns, what a listener makes ready asks for the next one. */
  @Test
  void listenerOnTheHostsThreadMayUseWhatBelongsToTheLoop() {
    AsyncEvent event = new AsyncEvent();
    AsyncQueue<String> queue = new AsyncQueue<>();
    Box<Promise<String>> promise = new Box<>();
    Box<Task<?>> task = new Box<>();
    guest.submit(script().await(() -> event).run(say("event")));
    guest.submit(script().await(queue::get).then(log::add));
    guest.submit(script().await(() -> promise.set(new Promise<>())).then(log::add));
    guest.submit(script().run(() -> task.set(createTask(sleeper(seconds(9)).otherwise(note())))));
    host.runAll();

    event.set();
    host.runAll();
    assertThat(log).containsExactly("event");
    queue.offer("item");
    host.runAll();
    assertThat(log).endsWith("item");
    promise.value.complete("promise");
    host.runAll();
    assertThat(log).endsWith("promise");
    task.value.cancel();
    host.runAll();
    assertThat(log).endsWith("CancelledError");
    guest.loop().callSoon(() -> log.add("callback"));
    host.runAll();
    assertThat(log).endsWith("callback");
    guest.loop().callLater(seconds(1), () -> log.add("timer"));
    host.pass(seconds(1));
    assertThat(log).endsWith("timer");
  }

  @Test
  void timeoutThatIsMovedBetweenTurnsIsKept() {
    Box<Timeout> limit = new Box<>();
    CompletableFuture<?> future =
        guest.submit(
            script()
                .inScope(
                    () -> limit.set(timeout(seconds(60))),
                    script().await(() -> sleep(seconds(99)))));
    host.runAll();
    limit.value.reschedule(seconds(1));
    host.pass(seconds(1));
    assertThat(future).isCompletedExceptionally();
  }

  /** A107. */
  @Test
  void loopIsRunningInItsTurnsOnly() {
    guest.loop().post(() -> log.add(runningLoop() == guest.loop()));
    host.runAll();
    assertThat(log).containsExactly(true);
    assertThatThrownBy(Simmer::runningLoop).isInstanceOf(IllegalStateException.class);
  }

  /** A115. */
  @Test
  void plainRunInsideATurnIsRefused() {
    CompletableFuture<?> future = guest.submit(script().then(v -> Simmer.run(done(1))));
    host.runAll();
    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a loop is running already");
  }

  @Test
  void severalGuestsOfOneHostTakeTurns() {
    GuestLoop other = new GuestLoop(host, guestOptions);
    for (int i = 0; i < 2; i++) {
      String number = " " + i;
      guest.submit(script().run(say("a" + number)).await(() -> yieldNow()).run(say("A" + number)));
      other.submit(script().run(say("b" + number)).await(() -> yieldNow()).run(say("B" + number)));
    }
    host.runAll();
    assertThat(log).containsExactly("a 0", "a 1", "b 0", "b 1", "A 0", "A 1", "B 0", "B 1");
  }

  /** A115. */
  @Test
  void callbackThatMakesTheHostGoOnIsNotInterruptedByItsOwnLoop() {
    ContextVar<String> var = ContextVar.of("var", "unset");
    GuestLoop other = new GuestLoop(host, guestOptions);
    guest.submit(
        script()
            .run(() -> var.set("mine"))
            .run(
                () -> {
                  guest.loop().post(() -> log.add("own"));
                  other.loop().post(() -> log.add("other " + (runningLoop() == other.loop())));
                  host.runAll();
                  log.add("dialog closed " + (runningLoop() == guest.loop()) + " " + var.get());
                }));
    host.runAll();
    assertThat(log).containsExactly("other true", "dialog closed true mine", "own");
  }

  @Test
  void interruptOfTheHostsThreadIsLeftToTheHost() {
    guest.submit(sleeper(seconds(1)).run(say("ran")));
    Thread.currentThread().interrupt();
    host.pass(seconds(1));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).containsExactly("ran");
  }

  // Other threads

  /** A118. */
  @Test
  void futureEndsLikeTheTaskAndCancelsIt() {
    IOException failure = new IOException("x");
    CompletableFuture<?> failed = guest.submit(script().then(raise(failure)));
    CompletableFuture<?> cancelled = guest.submit(sleeper(seconds(9)).otherwise(note()));
    CompletableFuture<Integer> body = guest.submit(() -> done(7));
    host.runAll();
    cancelled.cancel(true);
    host.runAll();
    assertThatThrownBy(failed::join).hasCause(failure);
    assertThat(body).isCompletedWithValue(7);
    assertThat(log).containsExactly("CancelledError");
  }

  @Test
  void taskHasTheContextOfWhoSubmitsIt() {
    ContextVar<String> var = ContextVar.of("var", "unset");
    ContextVar.Token token = var.set("caller's");
    CompletableFuture<String> future = guest.submit(script().then(v -> var.get()).<String>as());
    var.reset(token);
    host.runAll();
    assertThat(future).isCompletedWithValue("caller's");
    assertThat(var.get()).isEqualTo("unset");
  }

  /** A112: what is handed in at the very end of a turn is not left lying. */
  @Test
  void postWhileTheLoopFallsAsleepAsksForATurn() {
    host.onSchedule = () -> guest.loop().post(() -> log.add("posted"));
    guest.submit(sleeper(seconds(5)));
    host.runAll();
    assertThat(log).containsExactly("posted");
  }

  /** A112 and A171. */
  @Test
  void postsFromManyThreadsAllArriveInTheOrderOfTheirSender() throws Exception {
    int each = 20_000;
    List<List<Integer>> arrived = new ArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Integer> mine = new ArrayList<>();
      arrived.add(mine);
      Thread sender =
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  int number = n;
                  guest.loop().post(() -> mine.add(number));
                }
              });
      senders.add(sender);
      sender.start();
    }
    while (senders.stream().anyMatch(Thread::isAlive)) {
      host.step();
    }
    host.runAll();
    assertThat(arrived).allSatisfy(mine -> assertThat(mine).hasSize(each).isSorted());
  }

  /** A113. */
  @Test
  void failuresReachTheExceptionHandlerAndTheLoopLives() {
    RuntimeException failure = new RuntimeException("callback");
    guest
        .loop()
        .post(
            () -> {
              throw failure;
            });
    guest.loop().post(() -> log.add("alive"));
    host.runAll();
    assertThat(takeReports()).singleElement().extracting("exception").isSameAs(failure);
    assertThat(log).containsExactly("alive");
  }

  /** A148. */
  @Test
  void eagerTasksStartAtOnceHereToo() {
    GuestLoop eager = new GuestLoop(host, guestOptions.eagerTasks(true));
    eager
        .loop()
        .post(
            () -> {
              createTask(script().run(say("task")));
              log.add("creator");
            });
    host.runAll();
    assertThat(log).containsExactly("task", "creator");
  }

  @Test
  void virtualTimeIsTheHostsAffair() {
    assertThatThrownBy(() -> new GuestLoop(host, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nanoTime()");
  }

  @Test
  void traceOfAFailureShowsNothingOfTheLoop() {
    CompletableFuture<?> failed =
        guest.submit(
            sleeper(seconds(1))
                .then(
                    last -> {
                      throw new IOException("x");
                    }));
    host.pass(seconds(1));
    assertThatThrownBy(failed::join)
        .cause()
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .extracting(StackTraceElement::getClassName)
                    .anyMatch(SteppedHost.class.getName()::equals)
                    .noneMatch(type -> type.matches("dev[.]simmer[.](Loop|GuestDriver|Task).*")));
  }

  // Closing

  /** A103 and A116. */
  @Test
  void closeCancelsWhatIsLeftAndEndsWhenItsCleanupHas() {
    CompletableFuture<?> task =
        guest.submit(
            sleeper(seconds(99))
                .otherwise(swallow())
                .await(() -> sleep(seconds(2)))
                .run(say("cleaned up")));
    host.runAll();
    CompletableFuture<Void> closed = guest.close();
    host.pass(seconds(1));
    assertThat(closed).isNotDone();
    host.pass(seconds(1));
    assertThat(closed).isCompleted();
    assertThat(guest.close()).isCompleted();
    assertThat(task).isCompleted();
    assertThat(log).containsExactly("CancelledError", "cleaned up");
    assertThat(host.timers()).isEmpty();
    assertThatThrownBy(() -> guest.loop().post(() -> {})).hasMessageContaining("closed");
    assertThatThrownBy(() -> guest.submit(done(1))).hasMessageContaining("closed");
  }

  /** A103. */
  @Test
  void closeReportsFailuresOfCleanupAndOfTasksNobodyLookedAt() {
    IOException failure = new IOException("cleanup");
    guest.loop().post(() -> createTask("bad", sleeper(seconds(9)).otherwise(raiseIt(failure))));
    guest.loop().post(() -> createTask("worse", script().then(raise(new IOException("task")))));
    host.runAll();
    guest.close();
    host.runAll();
    assertThat(takeReports())
        .extracting(UncaughtEvent::message)
        .satisfiesExactly(
            bad -> assertThat(bad).contains("task 'bad'", "cancelled when the loop closed"),
            worse -> assertThat(worse).contains("task 'worse'", "nobody looked at"));
  }

  private static Script.Handles raiseIt(Throwable failure) {
    return thrown -> {
      throw failure;
    };
  }

  /** A103: what is submitted meanwhile is not lost either. */
  @Test
  void submittedWhileTheLoopClosesIsCancelled() {
    guest.submit(
        sleeper(seconds(99)).otherwise(swallow()).await(() -> yieldNow()).await(() -> yieldNow()));
    host.runAll();
    CompletableFuture<Void> closed = guest.close();
    host.step();
    CompletableFuture<?> late = guest.submit(sleeper(seconds(99)));
    host.runAll();
    assertThat(closed).isCompleted();
    assertThat(late).isCancelled();
  }

  /** A104. */
  @Test
  void closeClosesGeneratorsThatWereLeftOpen() {
    guest.loop().post(() -> Loop.running("test").opened(ticks()));
    host.runAll();
    System.gc();
    CompletableFuture<Void> closed = guest.close();
    host.pass(seconds(1));
    assertThat(closed).isCompleted();
    assertThat(log).containsExactly("generator closed");
  }

  private final AsyncGenerator<Object> ticks =
      new AsyncGenerator<>() {
        @Override
        public Coroutine<Boolean> hasNext() {
          return done(false);
        }

        @Override
        public Object next() {
          throw new AssertionError("nobody asks");
        }

        @Override
        public AsyncIterator<Object> asyncIterator() {
          return this;
        }

        @Override
        public Coroutine<Void> closeAsync() {
          return sleeper(seconds(1)).run(say("generator closed")).then(v -> null).as();
        }
      };

  private AsyncGenerator<Object> ticks() {
    return ticks;
  }

  /** A104: without blocking the host. */
  @Test
  void closeWaitsForThreadsInTurnsOfTheHostAndNamesTheStuckOnes() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    guest.submit(
        script()
            .await(
                () ->
                    toThread(
                        () -> {
                          working.countDown();
                          awaitForGood(never);
                        })));
    host.runAll();
    spinUntil(() -> working.getCount() == 0);
    CompletableFuture<Void> closed = guest.close();
    host.pass(seconds(4));
    assertThat(closed).isNotDone();
    host.pass(seconds(1));
    assertThat(closed).isCompleted();
    assertThat(takeReports())
        .singleElement()
        .extracting("message")
        .asString()
        .contains("is still working 5 s after its loop was closed");
    never.countDown();
  }

  /** Work that does not end on an interrupt. */
  private static void awaitForGood(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closeGoesOnWhenTheThreadsEnd() throws InterruptedException {
    CompletableFuture<?> work = guest.submit(script().await(() -> toThread(() -> log.add("done"))));
    while (!work.isDone()) {
      host.step();
    }
    CompletableFuture<Void> closed = guest.close();
    while (!closed.isDone()) {
      host.step();
    }
    assertThat(host.timers()).isEmpty();
    assertThat(log).containsExactly("done");
  }

  @Test
  void callbacksThatKeepComingDoNotHinderTheClose() {
    class Again implements Runnable {
      @Override
      public void run() {
        runningLoop().callSoon(this);
      }
    }
    guest.loop().post(new Again());
    host.step();
    CompletableFuture<Void> closed = guest.close();
    host.runAll();
    assertThat(closed).isCompleted();
    assertThat(takeReports())
        .singleElement()
        .extracting("message")
        .asString()
        .contains("kept asking for more");
  }

  // A host that is gone

  @Test
  void hostThatRefusesMakesPostAndSubmitFailAndEverythingElseKnown() {
    CompletableFuture<?> waiting = guest.submit(sleeper(seconds(9)).otherwise(note()));
    Box<CompletableFuture<?>> view = new Box<>();
    guest
        .loop()
        .post(() -> view.set(createTask("poller", sleeper(seconds(5))).toCompletableFuture()));
    host.runAll();
    host.refuses = true;
    assertThatThrownBy(() -> guest.submit(script()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("whose host refuses work")
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> guest.loop().post(() -> {})).hasMessageContaining("refuses work");
    assertThat(waiting).isCancelled();
    assertThat(view.value).isCancelled();
    assertThatThrownBy(() -> guest.close().join())
        .hasMessageContaining("could not be closed")
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(log).isEmpty();
    assertThat(takeReports())
        .singleElement()
        .extracting("message")
        .asString()
        .contains(
            "The host of a loop refuses work", "task 'poller'", "sleep of 5s", "task 'Task-1'");
  }

  /** The turn that is refused is known to be the last: cleanup that need not wait still runs. */
  @Test
  void hostThatRefusesTheNextTurnHasTheLoopCleanedUpInThisOne() {
    CompletableFuture<?> task =
        guest.submit(
            script()
                .run(() -> host.refuses = true)
                .await(() -> yieldNow())
                .otherwise(note())
                .await(() -> yieldNow()));
    host.runAll();
    assertThat(log).containsExactly("CancelledError");
    assertThat(task).isCancelled();
    assertThat(guest.close()).isCompleted();
  }

  @Test
  void cleanupThatWaitsOnARefusingHostIsReported() {
    CompletableFuture<?> task =
        guest.submit(
            script()
                .run(() -> host.refuses = true)
                .await(() -> sleep(seconds(1)))
                .otherwise(swallow())
                .await(() -> sleep(seconds(2))));
    host.runAll();
    assertThat(log).containsExactly("CancelledError");
    assertThat(task).isCancelled();
    assertThat(takeReports())
        .singleElement()
        .extracting("message")
        .asString()
        .contains("refuses work", "it waits for sleep of 2s");
    assertThatThrownBy(() -> guest.submit(done(1))).hasMessageContaining("refuses work");
  }

  @Test
  void closeFailsWhereTheHostThrewTheTurnAway() {
    guest.submit(script());
    host.refuses = true;
    assertThatThrownBy(() -> guest.close().join())
        .hasMessageContaining("could not be closed")
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
  }

  // Debug mode

  /** A160. */
  @Test
  void debugModeRefusesOtherThreadsButNotListenersOfTheHost() throws Exception {
    GuestLoop debug = new GuestLoop(host, guestOptions.debug(true));
    AsyncEvent event = new AsyncEvent();
    debug.submit(script().await(() -> event).run(say("set")));
    host.runAll();
    FutureTask<Throwable> elsewhere =
        new FutureTask<>(
            () -> {
              try {
                event.set();
                return null;
              } catch (IllegalStateException e) {
                return e;
              }
            });
    Thread thread = new Thread(elsewhere, "elsewhere");
    thread.start();
    assertThat(elsewhere.get())
        .hasMessageContaining("was used on thread 'elsewhere'")
        .hasMessageContaining("belongs to a loop on thread '" + Thread.currentThread().getName());
    event.set();
    host.runAll();
    assertThat(log).containsExactly("set");
    debug.close();
    host.runAll();
  }

  /** A160. */
  @Test
  void debugModeReportsAHostThatRunsTurnsOnSeveralThreads() throws InterruptedException {
    GuestLoop debug = new GuestLoop(host, guestOptions.debug(true));
    for (int i = 0; i < 2; i++) {
      debug.loop().post(() -> {});
      Thread stranger = new Thread(host::runAll, "stranger");
      stranger.start();
      stranger.join();
    }
    debug.close();
    host.runAll();
    assertThat(takeReports())
        .singleElement()
        .extracting("message")
        .asString()
        .contains("ran a turn on thread 'stranger'");
  }
}
