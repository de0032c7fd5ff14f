package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;

/** Running: what comes out of a run, and what is left over after it. */
@SuppressWarnings("async")
final class Runners extends Subject {
  private <T> T runOne(AsyncCallable<T> main) throws Exception {
    try (var one = runner(false)) {
      return one.run(main);
    }
  }

  @Scenario("A102")
  @Async
  Coroutine<Void> runInsideARunningLoopIsRefused() {
    AsyncCallable<Void> other =
        () -> {
          log("never said");
          return done();
        };

    attemptCall("run", () -> Simmer.run(other));
    return done();
  }

  @Scenario("A102")
  void runGivesTheValueOrRaisesTheFailure() {
    AsyncCallable<String> value =
        () -> {
          await(sleep(seconds(1)));
          log("ends");
          return done("value");
        };
    AsyncCallable<Void> fails =
        () -> {
          await(sleep(seconds(1)));
          throw new Boom("main");
        };

    attemptCall("run", () -> runOne(value));
    attemptCall("run", () -> runOne(fails));
  }

  @Async
  private Coroutine<Void> leftOver(String name) {
    try {
      await(sleep(seconds(9)));
    } finally {
      log(name, "cleans up");
      await(sleep(seconds(1)));
      log(name, "is clean");
    }
    return done();
  }

  @Scenario("A103")
  void tasksLeftOverAreCancelledAndAwaited() throws Exception {
    AsyncCallable<Void> main =
        () -> {
          createTask(leftOver("one"));
          createTask(leftOver("two"));
          await(sleep(seconds(1)));
          log("main ends");
          return done();
        };

    runOne(main);
  }

  @Scenario("A103")
  void failureOfATaskLeftOverIsReported() throws Exception {
    AsyncCallable<Void> leftOver =
        () -> {
          try {
            await(sleep(seconds(9)));
          } finally {
            throwBoom("left over");
          }
          return done();
        };
    AsyncCallable<Void> main =
        () -> {
          createTask(leftOver);
          await(sleep(seconds(1)));
          log("main ends");
          return done();
        };

    runOne(main);
  }

  @Scenario("A103")
  void taskMadeInTheLastStepOfMainStillStarts() throws Exception {
    AsyncCallable<Void> leftOver =
        () -> {
          log("starts");
          try {
            await(sleep(seconds(9)));
          } finally {
            log("cleans up");
          }
          return done();
        };
    AsyncCallable<Void> main =
        () -> {
          createTask(leftOver);
          log("main ends");
          return done();
        };

    runOne(main);
  }

  @Async
  private Coroutine<Void> worker() {
    for (int number = 1; number < 5; number++) {
      await(sleep(seconds(1)));
      log("worker at", number);
    }
    return done();
  }

  @Scenario("A107")
  void runnerKeepsItsLoopAndItsTasksBetweenRuns() throws Exception {
    AsyncCallable<Void> first =
        () -> {
          createTask(worker());
          await(sleep(millis(2500)));
          log("first ends");
          return done();
        };
    AsyncCallable<Void> second =
        () -> {
          await(sleep(seconds(1)));
          log("second ends");
          return done();
        };

    try (var one = runner(false)) {
      one.run(first);
      one.run(second);
    }
  }

  @Scenario("A115")
  @Async
  Coroutine<Void> failedMainOfATaskFailsOnlyThat() {
    AsyncCallable<Void> fails =
        () -> {
          throw new Boom("child");
        };

    await(attempt("child", createTask(fails)));
    log("main goes on");
    return done();
  }
}
