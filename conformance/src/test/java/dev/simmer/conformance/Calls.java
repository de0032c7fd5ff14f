package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;

/** Callbacks of the loop itself: their order, their timers, and their failures. */
@SuppressWarnings("async")
final class Calls extends Subject {
  @Scenario("A108")
  @Async
  Coroutine<Void> callbacksRunInTheOrderTheyCame() {
    var loop = runningLoop();
    for (var name : List.of("first", "second", "third")) {
      loop.callSoon(() -> log(name));
    }
    log("called");
    await(yieldNow());
    log("a turn later");
    return done();
  }

  private void chain(EventLoop loop, int left) {
    log("left", left);
    if (left > 0) {
      loop.callSoon(() -> chain(loop, left - 1));
    }
  }

  @Scenario("A108")
  @Async
  Coroutine<Void> callbacksAddedInATurnRunInTheNext() {
    var loop = runningLoop();
    ticks(5);
    loop.callSoon(() -> chain(loop, 3));
    await(turns(5));
    return done();
  }

  @Scenario("A108")
  @Async
  Coroutine<Void> tasksAndCallbacksShareOneQueue() {
    var loop = runningLoop();
    loop.callSoon(() -> log("callback one"));
    createTask(
        () -> {
          log("task one");
          return done();
        });
    loop.callSoon(() -> log("callback two"));
    createTask(
        () -> {
          log("task two");
          return done();
        });
    await(yieldNow());
    log("main");
    return done();
  }

  @Scenario("A109")
  @Async
  Coroutine<Void> timersRunByTimeAndThenAsTheyCame() {
    var loop = runningLoop();
    loop.callLater(seconds(2), () -> log("a"));
    loop.callLater(seconds(1), () -> log("b"));
    loop.callLater(seconds(2), () -> log("c"));
    loop.callLater(millis(500), () -> log("d"));
    loop.callLater(seconds(1), () -> log("e"));
    await(sleep(seconds(3)));
    log("main");
    return done();
  }

  @Scenario("A109")
  @Async
  Coroutine<Void> timerThatIsDueAlreadyComesAfterWhatIsReady() {
    var loop = runningLoop();
    loop.callLater(seconds(-1), () -> log("late"));
    loop.callLater(seconds(0), () -> log("now"));
    loop.callSoon(() -> log("ready"));
    ticks(3);
    await(turns(3));
    return done();
  }

  @Scenario("A109")
  @Async
  Coroutine<Void> timeStandsStillWhileAnythingIsReady() {
    var loop = runningLoop();
    long start = loop.time();
    loop.callLater(seconds(1), () -> log("timer"));
    ticks(5);
    await(turns(6));
    log("still", (loop.time() - start) / 1e9);
    await(sleep(seconds(1)));
    log("then", (loop.time() - start) / 1e9);
    return done();
  }

  @Scenario("A109")
  @Async
  Coroutine<Void> callAtTakesTheTimeOfTheLoop() {
    var loop = runningLoop();
    await(sleep(seconds(2)));
    loop.callAt(loop.time() + seconds(3).toNanos(), () -> log("in three"));
    loop.callAt(loop.time() - seconds(1).toNanos(), () -> log("a second ago"));
    await(sleep(seconds(4)));
    log("main");
    return done();
  }

  @Scenario("A109")
  @Async
  Coroutine<Void> timerSetByATimerForTheSameInstantRunsATurnLater() {
    var loop = runningLoop();
    Runnable first =
        () -> {
          log("first");
          ticks(3);
          loop.callLater(seconds(0), () -> log("second"));
        };

    loop.callLater(seconds(1), first);
    loop.callLater(seconds(1), () -> log("beside the first"));
    await(sleep(seconds(2)));
    return done();
  }

  @Scenario("A110")
  @Async
  Coroutine<Void> cancelledTimerNeverRuns() {
    var loop = runningLoop();
    var handle = loop.callLater(seconds(1), () -> log("never said"));
    loop.callLater(seconds(2), () -> log("two"));
    handle.cancel();
    log("cancelled", handle.isCancelled());
    await(sleep(seconds(3)));
    log("main");
    return done();
  }

  @Scenario("A110")
  @Async
  Coroutine<Void> timerCancelledByAnotherOfItsInstantDoesNotRun() {
    var loop = runningLoop();
    var handles = new ArrayList<Handle>();
    loop.callLater(
        seconds(1),
        () -> {
          log("first cancels");
          handles.get(0).cancel();
        });
    handles.add(loop.callLater(seconds(1), () -> log("never said")));
    loop.callLater(seconds(1), () -> log("third"));
    await(sleep(seconds(2)));
    return done();
  }

  @Scenario("A110")
  @Async
  Coroutine<Void> callbackCancelledInItsTurnDoesNotRun() {
    var loop = runningLoop();
    var handles = new ArrayList<Handle>();
    loop.callSoon(
        () -> {
          log("first cancels");
          handles.get(0).cancel();
        });
    handles.add(loop.callSoon(() -> log("never said")));
    loop.callSoon(() -> log("third"));
    await(turns(2));
    return done();
  }

  @Scenario("A110")
  @Async
  Coroutine<Void> manyCancelledTimersHoldNothingUp() {
    var loop = runningLoop();
    var handles = new ArrayList<Handle>();
    for (int n = 0; n < 500; n++) {
      handles.add(loop.callLater(seconds(100 + n), () -> log("never said")));
    }
    loop.callLater(seconds(1), () -> log("one"));
    for (var handle : handles) {
      handle.cancel();
    }
    await(sleep(seconds(2)));
    log("main");
    return done();
  }

  @Scenario("A113")
  @Async
  Coroutine<Void> failingCallbackIsReportedAndTheLoopLives() {
    Runnable fails = () -> throwBoom("callback");

    var loop = runningLoop();
    loop.callSoon(() -> log("before"));
    loop.callSoon(fails);
    loop.callSoon(() -> log("behind"));
    loop.callLater(seconds(1), fails);
    await(sleep(seconds(2)));
    log("main");
    return done();
  }

  @Scenario("A113")
  @Async
  Coroutine<Void> failingHandlerDoesNotStopTheLoop() {
    Runnable fails = () -> throwBoom("callback");

    var loop = runningLoop();
    loop.setExceptionHandler(
        event -> {
          log("handler called");
          throwBoom("handler");
        });
    loop.callSoon(fails);
    await(sleep(seconds(1)));
    loop.callSoon(fails);
    await(sleep(seconds(1)));
    log("main");
    return done();
  }

  @Async
  private Coroutine<Void> completes(Promise<String> future) {
    log("child");
    await(sleep(seconds(1)));
    future.complete("done");
    return done();
  }

  @Scenario("A33")
  @Async
  Coroutine<Void> callbackCanCreateTasksAndCompleteFutures() {
    var loop = runningLoop();
    var future = new Promise<String>();
    loop.callLater(seconds(1), () -> createTask(completes(future)));
    log("main gets", await(future));
    return done();
  }
}
