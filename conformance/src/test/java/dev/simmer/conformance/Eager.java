package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;

/** Tasks that start at once. */
@SuppressWarnings("async")
final class Eager extends Subject {
  @Scenario(value = "A148", eager = true)
  @Async
  Coroutine<Void> eagerTaskThatNeedNotWaitHasEndedWhenItIsMade() {
    AsyncCallable<String> child =
        () -> {
          log("child runs");
          return done("value");
        };

    var task = createTask(child);
    log("created, task", task, "cancel", task.cancel());
    return done();
  }

  @Scenario(value = "A148", eager = true)
  @Async
  Coroutine<Void> eagerTaskThatFailsAtOnce() {
    AsyncCallable<String> child =
        () -> {
          throw new Boom("child");
        };

    var task = createTask(child);
    log("created, task", task);
    return done();
  }

  @Scenario(value = "A149", eager = true)
  @Async
  Coroutine<Void> eagerTaskThatWaitsGoesOnAsAnyOther() {
    AsyncCallable<Void> child =
        () -> {
          log("child runs");
          await(yieldNow());
          log("child goes on");
          return done();
        };

    var task = createTask(child);
    log("created, task", task);
    ticks(3);
    await(task);
    log("task", task);
    await(turns(2));
    return done();
  }

  @Scenario(value = "A149", eager = true)
  @Async
  Coroutine<Void> cancelOfAnEagerTaskThatWaitsArrives() {
    AsyncCallable<Void> child =
        () -> {
          await(attempt("child", sleep(seconds(9))));
          return done();
        };

    var task = createTask(child);
    task.cancel("stop");
    await(attempt("task", task));
    return done();
  }

  @Async
  private Coroutine<Void> child(Task<?> main) {
    log("in the child", currentTask() != main);
    var before = currentTask();
    await(yieldNow());
    log("in the child", currentTask() == before);
    return done();
  }

  @Scenario(value = "A150", eager = true)
  @Async
  Coroutine<Void> currentTaskIsTheEagerOneAndThenTheCreatorAgain() {
    var main = currentTask();
    var task = createTask(child(main));
    log("in main", currentTask() == main);
    await(task);
    log("in main", currentTask() == main);
    return done();
  }

  @Scenario(value = "A150", eager = true)
  @Async
  Coroutine<Void> allTasksKnowTheEagerOnesThatWait() {
    currentTask().name("main");
    createTask("ended", () -> done());
    createTask("waiting", yieldNow());
    log(names(allTasks()));
    await(turns(2));
    log(names(allTasks()));
    return done();
  }

  @Async
  private Coroutine<String> named(String name) {
    log(name);
    return done(name);
  }

  @Scenario(
      value = {"A148", "A137"},
      eager = true)
  @Async
  Coroutine<Void> eagerChildrenOfAGatherMayEndAtOnce() {
    ticks(1);
    log(await(gather(named("a"), named("b"))));
    await(turns(1));
    return done();
  }

  @Scenario(
      value = {"A148", "A36"},
      eager = true)
  @Async
  Coroutine<Void> eagerChildrenOfAGroupMayEndAtOnce() {
    ticks(1);
    try (var group = taskGroup()) {
      var a = group.createTask(named("a"));
      var b = group.createTask(named("b"));
      log("body ends", a, b);
    }
    log("after");
    await(turns(1));
    return done();
  }
}
