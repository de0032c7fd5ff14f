package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.List;

/** Tasks: when they run, in which order, and what becomes of their results. */
@SuppressWarnings("async")
final class Tasks extends Subject {
  @Scenario("A1")
  @Async
  Coroutine<Void> firstStepComesInALaterTurn() {
    AsyncCallable<Void> child =
        () -> {
          log("child runs");
          return done();
        };

    var task = createTask(child);
    log("created, task", task);
    await(yieldNow());
    log("a turn later, task", task);
    return done();
  }

  @Scenario({"A1", "A108"})
  @Async
  Coroutine<Void> tasksStartInTheOrderOfCreation() {
    ticks(3);
    var tasks = new ArrayList<Task<Void>>();
    for (var name : List.of("first", "second", "third")) {
      tasks.add(
          createTask(
              () -> {
                log(name, "starts");
                await(yieldNow());
                log(name, "ends");
                return done();
              }));
    }
    for (var task : tasks) {
      await(task);
    }
    log("all", tasks);
    return done();
  }

  @Scenario("A1")
  @Async
  Coroutine<Void> awaitOfAnEndedTaskTakesNoTurn() {
    var task = createTask(() -> done(7));
    await(yieldNow());
    ticks(2);
    log("before");
    log("value", await(task));
    await(yieldNow());
    log("after a turn");
    return done();
  }

  @Async
  private Coroutine<Integer> inPlace(int depth) {
    if (depth > 0) {
      return done(1 + await(inPlace(depth - 1)));
    }
    log("innermost");
    return done(0);
  }

  @Scenario("A1")
  @Async
  Coroutine<Void> awaitOfACoroutineRunsItInPlace() {
    ticks(2);
    log("depth", await(inPlace(5)));
    await(yieldNow());
    log("after a turn");
    return done();
  }

  @Async
  private Coroutine<Integer> givesWay(int depth) {
    if (depth > 0) {
      int value = 1 + await(givesWay(depth - 1));
      log("depth", value, "resumes");
      return done(value);
    }
    await(yieldNow());
    return done(0);
  }

  @Scenario({"A1", "A145"})
  @Async
  Coroutine<Void> wholeChainOfAwaitsResumesInOneTurn() {
    ticks(3);
    log("depth", await(givesWay(3)));
    return done();
  }

  @Scenario({"A1", "A30"})
  @Async
  Coroutine<Void> awaiterResumesInTheTurnAfterTheEnd() {
    AsyncCallable<Void> child =
        () -> {
          await(yieldNow());
          log("child ends");
          return done();
        };

    var task = createTask(child);
    ticks(5);
    await(task);
    log("awaiter resumes");
    return done();
  }

  @Scenario("A30")
  @Async
  Coroutine<Void> awaitersResumeInTheOrderTheyCame() {
    AsyncCallable<String> child =
        () -> {
          await(sleep(seconds(1)));
          return done("news");
        };

    var task = createTask(child);
    for (var name : List.of("first", "second", "third")) {
      createTask(
          () -> {
            log(name, "gets", await(task));
            return done();
          });
    }
    await(yieldNow());
    log("main gets", await(task));
    ticks(2);
    await(turns(2));
    return done();
  }

  @Scenario("A145")
  @Async
  Coroutine<Void> zeroSleepGivesWayForOneTurn() {
    ticks(4);
    for (int number = 1; number < 4; number++) {
      await(sleep(seconds(0)));
      log("turn", number);
    }
    return done();
  }

  @Scenario("A145")
  @Async
  Coroutine<Void> negativeSleepGivesWayForOneTurn() {
    ticks(3);
    await(sleep(seconds(-1)));
    log("slept");
    return done();
  }

  @Scenario("A145")
  @Async
  Coroutine<Void> sleepReturnsItsValue() {
    log(await(sleep(seconds(2), "rested")));
    log(await(sleep(seconds(0), "hardly rested")));
    return done();
  }

  @Async
  private Coroutine<Void> sleeper(String name, long delay) {
    await(sleep(seconds(delay)));
    log(name, "wakes");
    return done();
  }

  @Scenario({"A109", "A145"})
  @Async
  Coroutine<Void> sleepersWakeByDeadlineAndThenAsTheyCame() {
    createTask(sleeper("a", 3));
    createTask(sleeper("b", 1));
    createTask(sleeper("c", 2));
    createTask(sleeper("d", 1));
    createTask(sleeper("e", 3));
    await(sleep(seconds(3)));
    log("main wakes");
    await(turns(2));
    return done();
  }

  @Scenario({"A109", "A145"})
  @Async
  Coroutine<Void> sleeperResumesTheTurnAfterItsTimer() {
    runningLoop()
        .callLater(
            seconds(1),
            () -> {
              log("timer");
              ticks(3);
            });
    await(sleep(seconds(1)));
    log("sleeper resumes");
    await(turns(3));
    return done();
  }

  @Scenario({"A109", "A145"})
  @Async
  Coroutine<Void> timersAndSleepsOfOneInstantKeepTheirOrder() {
    var loop = runningLoop();
    createTask(sleeper("first", 1));
    await(yieldNow());
    loop.callLater(
        seconds(1),
        () -> {
          log("timer one");
          loop.callSoon(() -> log("called by timer one"));
        });
    createTask(sleeper("second", 1));
    await(yieldNow());
    loop.callLater(
        seconds(1),
        () -> {
          log("timer two");
          loop.callSoon(() -> log("called by timer two"));
        });
    createTask(sleeper("third", 1));
    await(sleep(seconds(1)));
    log("main wakes");
    await(turns(2));
    return done();
  }

  @Scenario("A21")
  @Async
  Coroutine<Void> taskThatAwaitsItselfFails() {
    AsyncCallable<Void> child =
        () -> {
          await(currentTask());
          return done();
        };

    await(attempt("awaiting itself", createTask(child)));
    return done();
  }

  @Scenario("A25")
  @Async
  Coroutine<Void> everyAwaitRaisesTheSameFailure() {
    AsyncCallable<Void> child =
        () -> {
          throw new Boom("once");
        };

    var task = createTask(child);
    var seen = new ArrayList<Throwable>();
    for (int number = 1; number < 4; number++) {
      try {
        await(task);
      } catch (Boom e) {
        seen.add(e);
        log("await", number, "raised", e);
      }
    }
    log(
        "same",
        seen.get(0) == seen.get(1)
            && seen.get(1) == seen.get(2)
            && seen.get(0) == task.exception());
    return done();
  }

  @Scenario("A26")
  @Async
  Coroutine<Void> failureInAHandlerKeepsItsCause() {
    AsyncCallable<Void> child =
        () -> {
          try {
            await(sleep(seconds(1)));
            throw new Boom("first");
          } catch (Boom e) {
            await(sleep(seconds(1)));
            throw new Boom("second", e);
          }
        };

    try {
      await(createTask(child));
    } catch (Boom e) {
      log("caught", e, "caused by", e.getCause(), "caused by", e.getCause().getCause());
    }
    return done();
  }

  @Async
  private Coroutine<Void> innerThatCleansUp() {
    try {
      await(sleep(seconds(1)));
      throw new Boom("inner");
    } finally {
      log("inner cleans up");
      await(sleep(seconds(1)));
      log("inner is clean");
    }
  }

  @Async
  private Coroutine<Void> outerThatCleansUp() {
    try {
      await(innerThatCleansUp());
    } finally {
      await(sleep(seconds(1)));
      log("outer is clean");
    }
    return done();
  }

  @Scenario("A26")
  @Async
  Coroutine<Void> finallyBlocksRunFromTheInsideOut() {
    await(attempt("outer", outerThatCleansUp()));
    return done();
  }

  @Scenario("A27")
  @Async
  Coroutine<Void> resultsOfAPendingTaskAreRefused() {
    var task = createTask(sleep(seconds(1), "value"));
    attemptCall("result", task::result);
    attemptCall("exception", task::exception);
    await(task);
    attemptCall("result", task::result);
    attemptCall("exception", task::exception);
    return done();
  }

  @Scenario("A27")
  @Async
  Coroutine<Void> resultsOfFailedAndCancelledTasks() {
    AsyncCallable<Void> child =
        () -> {
          throw new Boom("child");
        };

    var failed = createTask(child);
    var cancelled = createTask(sleep(seconds(1)));
    await(yieldNow());
    cancelled.cancel("enough");
    await(turns(2));
    attemptCall("result of the failed", failed::result);
    attemptCall("exception of the failed", failed::exception);
    attemptCall("result of the cancelled", cancelled::result);
    return done();
  }

  @Async
  private Coroutine<Void> saysItsName(long delay) {
    log("before", currentTask().name());
    await(sleep(seconds(delay)));
    log("after", currentTask().name());
    return done();
  }

  @Scenario("A33")
  @Async
  Coroutine<Void> currentTaskIsRightWhileTasksInterleave() {
    var a = createTask("a", saysItsName(2));
    var b = createTask("b", saysItsName(1));
    currentTask().name("main");
    await(a);
    await(b);
    log("in", currentTask().name());
    return done();
  }

  @Scenario("A34")
  @Async
  Coroutine<Void> allTasksAreThoseThatHaveNotEnded() {
    currentTask().name("main");
    var shortOne = createTask("short", sleep(seconds(1)));
    var longOne = createTask("long", sleep(seconds(2)));
    var never = createTask("never begun", sleep(seconds(3)));
    never.cancel();
    log("at first", names(allTasks()));
    await(yieldNow());
    log("a turn later", names(allTasks()));
    await(shortOne);
    log("after the short one", names(allTasks()));
    await(longOne);
    log("at last", names(allTasks()));
    return done();
  }

  @Scenario("A163")
  @Async
  Coroutine<Void> namesAreGivenChangedAndUnique() {
    var one = createTask(yieldNow());
    var two = createTask(yieldNow());
    var given = createTask("given", yieldNow());
    log("unique", !one.name().equals(two.name()), "given", given.name());
    given.name("changed");
    log("changed", given.name());
    await(given);
    log("after its end", given.name());
    return done();
  }

  @Scenario("A157")
  @Async
  Coroutine<Void> failureThatNobodyLookedAtIsReportedOnce() {
    AsyncCallable<Void> child =
        () -> {
          throw new Boom("unseen");
        };

    createTask(child);
    await(sleep(seconds(1)));
    log("main ends");
    return done();
  }

  @Scenario("A157")
  @Async
  Coroutine<Void> failureThatSomebodyLookedAtIsNotReported() {
    AsyncCallable<Void> child =
        () -> {
          throw new Boom("seen");
        };

    var awaited = createTask(child);
    var lookedAt = createTask(child);
    await(attempt("awaited", awaited));
    log("looked at", lookedAt.exception());
    return done();
  }
}
