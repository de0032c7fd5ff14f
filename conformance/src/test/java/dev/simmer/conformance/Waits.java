package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** wait and asCompleted: several results, as they come. */
@SuppressWarnings("async")
final class Waits extends Subject {
  private Task<Object> after(long delay, Object value, String name) {
    return createTask(
        name,
        () -> {
          await(sleep(seconds(delay)));
          return done(value);
        });
  }

  private Task<Object> failsAfter(long delay, String message) {
    return createTask(
        message,
        () -> {
          await(sleep(seconds(delay)));
          throw new Boom(message);
        });
  }

  private void logWaited(Waited<Task<Object>> waited) {
    log("done", names(waited.done()), "pending", names(waited.pending()));
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForAllRaisesNoFailure() {
    var tasks = List.of(after(2, 1, "a"), failsAfter(1, "b"), after(9, 3, "c"));
    tasks.get(2).cancel();
    logWaited(await(waitAll(tasks)));
    log(tasks);
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForTheFirstLeavesTheRestRunning() {
    var tasks = List.of(after(2, 1, "a"), after(1, 2, "b"), after(1, 3, "c"));
    logWaited(await(waitAny(tasks)));
    await(sleep(seconds(1)));
    log(tasks);
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForTheFirstFailurePassesValuesBy() {
    var tasks = List.of(after(1, 1, "a"), failsAfter(2, "b"), after(3, 3, "c"));
    logWaited(await(waitFirstException(tasks)));
    log(tasks);
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForTheFirstFailureTakesNoCancelForOne() {
    var tasks = List.of(after(1, 1, "a"), after(9, 2, "b"));
    tasks.get(1).cancel();
    logWaited(await(waitFirstException(tasks)));
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitThatTimesOutCancelsNothing() {
    var tasks = List.of(after(1, 1, "a"), after(3, 3, "b"));
    logWaited(await(waitAll(tasks, seconds(2))));
    logWaited(await(waitAll(tasks)));
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitWithNoTimeLooksOnce() {
    var tasks = List.of(after(0, 1, "a"), after(3, 3, "b"));
    await(turns(2));
    logWaited(await(waitAll(tasks, seconds(0))));
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForTheFirstOfWhichOneHasEnded() {
    var one = after(0, 1, "a");
    var two = after(5, 2, "b");
    await(one);
    var turned = new ArrayList<Boolean>();
    runningLoop().callSoon(() -> turned.add(true));
    logWaited(await(waitAny(List.of(one, two))));
    logUnlike(
        "a suspending call that need not wait takes no turn; asyncio.wait is an exception to that rule",
        "took a turn yes",
        "took a turn no",
        "took a turn",
        !turned.isEmpty());
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waiterResumesTwoTurnsAfterTheLastEnd() {
    AsyncCallable<Void> child =
        () -> {
          await(sleep(seconds(1)));
          ticks(4);
          log("child ends");
          return done();
        };

    await(waitAll(List.of(createTask(child))));
    log("waiter resumes");
    await(turns(2));
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> cancelOfAWaitCancelsNothingElse() {
    var tasks = List.of(after(2, 1, "a"), after(3, 2, "b"));
    var waiter = createTask(() -> done(await(waitAll(tasks))));
    await(sleep(seconds(1)));
    waiter.cancel("stop");
    await(attempt("waiter", waiter));
    log(tasks);
    await(waitAll(tasks));
    log(tasks);
    return done();
  }

  @Scenario("A143")
  @Async
  Coroutine<Void> waitForNothingIsRefused() {
    await(attempt("wait", async(() -> done(await(waitAll(List.<Task<Void>>of()))))));
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> completedResultsComeInTheOrderOfTheirEnds() {
    var tasks = List.of(after(3, "a", "a"), after(1, "b", "b"), after(2, "c", "c"));
    for (var each : each(asCompleted(tasks))) {
      log("got", await(each));
    }
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> endedResultsComeFirst() {
    var tasks = List.of(after(4, "a", "a"), after(2, "b", "b"), after(1, "c", "c"));
    await(sleep(seconds(3)));
    for (var each : each(asCompleted(tasks))) {
      log("got", await(each));
    }
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> failuresComeInTheirPlace() {
    var tasks = List.of(after(2, "a", "a"), failsAfter(1, "b"));
    for (var each : each(asCompleted(tasks))) {
      await(attempt("next", each));
    }
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> asCompletedRaisesATimeoutForTheRest() {
    var tasks = List.of(after(1, "a", "a"), after(9, "b", "b"));
    AsyncCallable<Void> takes =
        () -> {
          for (var each : each(asCompleted(tasks, seconds(2)))) {
            log("got", await(each));
          }
          return done();
        };

    try {
      await(async(takes), TimeoutException.class);
    } catch (TimeoutException e) {
      log("caught", e);
    }
    log(tasks);
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> asCompletedGivesTheVeryTasks() {
    var tasks = List.of(after(2, "a", "a"), after(1, "b", "b"), after(1, "c", "c"));
    for (var each : each(asCompleted(tasks))) {
      log("got", each.name(), each, "ours", tasks.contains(each));
    }
    return done();
  }

  @Scenario("A144")
  @Async
  Coroutine<Void> asCompletedCanBeResumed() {
    var tasks = List.of(after(3, 3, "3"), after(1, 1, "1"), after(2, 2, "2"));
    var source = asCompleted(tasks);
    for (var each : each(source)) {
      log("first loop", each);
      break;
    }
    for (var each : each(source)) {
      log("second loop", each);
    }
    return done();
  }
}
