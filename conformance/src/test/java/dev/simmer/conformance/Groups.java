package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;

/** Task groups: nothing outlives the block, and what fails in it comes out together. */
@SuppressWarnings("async")
final class Groups extends Subject {
  @Async
  private Coroutine<String> child(String name, long seconds) {
    try {
      await(sleep(seconds(seconds)));
      log(name, "ends");
    } catch (CancelledError e) {
      log(name, "is cancelled");
      throw e;
    }
    return done(name);
  }

  @Async
  private Coroutine<String> failing(String name, long millis) {
    await(sleep(millis(millis)));
    log(name, "fails");
    throw new Boom(name);
  }

  @Async
  private Coroutine<Void> failingWhenCancelled(String name) {
    try {
      await(sleep(seconds(9)));
    } finally {
      throwBoom(name);
    }
    return done();
  }

  @Scenario("A36")
  @Async
  Coroutine<Void> leavingAGroupWaitsForEveryChild() {
    var tasks = new ArrayList<Task<String>>();
    try (var group = taskGroup()) {
      tasks.add(group.createTask(child("one", 2)));
      tasks.add(group.createTask(child("two", 1)));
      log("body ends");
    }
    log("after", tasks.get(0), tasks.get(1));
    return done();
  }

  @Scenario("A36")
  @Async
  Coroutine<Void> leavingAnEmptyGroupTakesNoTurn() {
    ticks(1);
    try (var group = taskGroup()) {
      log("body");
    }
    log("after");
    await(turns(1));
    return done();
  }

  @Scenario("A36")
  @Async
  Coroutine<Void> leavingAGroupWhoseChildrenHaveEndedTakesNoTurn() {
    try (var group = taskGroup()) {
      group.createTask(child("one", 1));
      await(sleep(seconds(2)));
      ticks(1);
      log("body ends");
    }
    log("after");
    await(turns(1));
    return done();
  }

  @Scenario("A36")
  @Async
  Coroutine<Void> groupEndsTwoTurnsAfterItsLastChild() {
    try (var group = taskGroup()) {
      group.createTask(child("one", 1));
      group
          .createTask(child("two", 1))
          .onDone(
              task -> {
                log("done");
                ticks(3);
              });
    }
    log("after");
    await(turns(2));
    return done();
  }

  @Scenario({"A37", "A38"})
  @Async
  Coroutine<Void> failingChildCancelsItsSiblingsAndTheBody() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(child("sibling one", 9));
            group.createTask(failing("culprit", 1000));
            group.createTask(child("sibling two", 9));
            await(attempt("body", sleep(seconds(5))));
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario({"A37", "A38"})
  @Async
  Coroutine<Void> failingChildCancelsItsSiblingsWhileTheGroupWaits() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(child("sibling", 9));
            group.createTask(failing("culprit", 1000));
          }
          log("never said");
          return done();
        };

    await(attempt("group", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A37")
  @Async
  Coroutine<Void> failuresOfOneTurnComeOutTogetherInOrder() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("one", 1000));
            group.createTask(failing("two", 1000));
            group.createTask(failing("three", 2000));
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A37")
  @Async
  Coroutine<Void> failureDuringTheCleanupJoinsTheOthers() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failingWhenCancelled("cleanup"));
            group.createTask(failing("culprit", 1000));
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A39")
  @Async
  Coroutine<Void> failingBodyCancelsTheChildrenEvenThoseNotStarted() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(child("started", 9));
            await(sleep(seconds(1)));
            group.createTask(child("not started", 9));
            throw new Boom("body");
          }
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A39")
  @Async
  Coroutine<Void> failingBodyOfAnEmptyGroupComesOutInAGroup() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            throw new Boom("body");
          }
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Async
  private Coroutine<Void> slowToStop() {
    try {
      await(sleep(seconds(9)));
    } finally {
      await(sleep(seconds(2)));
      log("slow one is clean");
    }
    return done();
  }

  @Scenario("A40")
  @Async
  Coroutine<Void> cancelOfTheParentCancelsTheChildrenAndWaitsForThem() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(slowToStop());
            group.createTask(child("quick one", 9));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel("stop");
    await(attempt("parent", task));
    log("parent", task);
    return done();
  }

  @Scenario("A40")
  @Async
  Coroutine<Void> cancelOfTheParentInTheBodyCancelsTheChildren() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(child("one", 9));
            await(attempt("body", sleep(seconds(5))));
            await(sleep(seconds(5)));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("parent", task));
    return done();
  }

  @Scenario("A41")
  @Async
  Coroutine<Void> failuresDuringAnOuterCancelWinOverIt() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failingWhenCancelled("cleanup"));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("parent", task));
    return done();
  }

  @Scenario("A42")
  @Async
  Coroutine<Void> bodyThatCatchesTheCancelAndAwaitsLetsTheGroupFinish() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(child("one", 2));
            try {
              await(sleep(seconds(9)));
            } catch (CancelledError e) {
              await(sleep(seconds(3)));
              log("body cleaned up");
              throw e;
            }
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("parent", task));
    return done();
  }

  @Scenario("A42")
  @Async
  Coroutine<Void> failingChildAndABodyThatCleansUp() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000));
            try {
              await(sleep(seconds(9)));
            } finally {
              await(sleep(seconds(1)));
              log("body cleaned up");
            }
          }
          return done();
        };

    await(attempt("group", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A43")
  @Async
  Coroutine<Void> bodyThatReplacesTheCancelPutsItsFailureIntoTheGroup() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000));
            try {
              await(sleep(seconds(9)));
            } catch (CancelledError e) {
              throw new Boom("instead");
            }
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A45")
  @Async
  Coroutine<Void> failureOfANestedGroupIsNested() {
    AsyncCallable<Void> inner =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000));
          }
          return done();
        };
    AsyncCallable<Void> outer =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(inner);
            group.createTask(child("sibling", 9));
          }
          return done();
        };

    await(attempt("outer", async(outer)));
    return done();
  }

  @Scenario("A45")
  @Async
  Coroutine<Void> failureBesideANestedGroupCancelsItAndItAddsNothing() {
    AsyncCallable<Void> main =
        () -> {
          try (var outer = taskGroup()) {
            outer.createTask(failing("culprit", 1000));
            try (var inner = taskGroup()) {
              inner.createTask(child("nested", 9));
            }
            log("never said");
          }
          return done();
        };

    await(attempt("outer", async(main)));
    log("cancelling", currentTask().cancelling());
    return done();
  }

  @Scenario("A46")
  @Async
  Coroutine<Void> bothGroupsFailingLeaveNoCancelBehind() {
    AsyncCallable<Void> main =
        () -> {
          try (var outer = taskGroup()) {
            outer.createTask(failing("outer", 1000));
            try (var inner = taskGroup()) {
              inner.createTask(failing("inner", 1000));
            }
          } catch (ExceptionGroup e) {
            log("caught", e);
          }
          log("cancelling", currentTask().cancelling());
          await(attempt("sleep", sleep(seconds(1), "slept")));
          return done();
        };

    await(attempt("main", createTask(main)));
    return done();
  }

  @Scenario("A46")
  @Async
  Coroutine<Void> nestedGroupFailingOnTheWayOutLeavesNoCancelBehind() {
    AsyncCallable<Void> main =
        () -> {
          try (var outer = taskGroup()) {
            outer.createTask(failing("outer", 1000));
            try (var inner = taskGroup()) {
              inner.createTask(failingWhenCancelled("inner"));
            }
          } catch (ExceptionGroup e) {
            log("caught", e);
          }
          log("cancelling", currentTask().cancelling());
          await(attempt("sleep", sleep(seconds(1), "slept")));
          return done();
        };

    await(attempt("main", createTask(main)));
    return done();
  }

  @Scenario("A47")
  @Async
  Coroutine<Void> failedGroupRestoresTheCounter() {
    AsyncCallable<Void> main =
        () -> {
          var task = currentTask();
          await(attempt("first", sleep(seconds(5))));
          log("before", task.cancelling());
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000));
          } catch (ExceptionGroup e) {
            log("caught", e);
          }
          log("after", task.cancelling());
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("main", task));
    return done();
  }

  @Scenario("A48")
  @Async
  Coroutine<Void> outerCancelBesideAFailureIsDeliveredAtTheNextAwait() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failingWhenCancelled("cleanup"));
          } catch (ExceptionGroup e) {
            log("caught", e);
          }
          log("cancelling", currentTask().cancelling());
          await(attempt("next", sleep(seconds(5))));
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(1)));
    task.cancel();
    await(attempt("main", task));
    return done();
  }

  @Scenario("A48")
  @Async
  Coroutine<Void> outerCancelInTheTurnOfAFailureIsNotLost() {
    AsyncCallable<Void> main =
        () -> {
          var task = currentTask();
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000)).onDone(child -> task.cancel());
            await(attempt("body", sleep(seconds(5))));
          } catch (ExceptionGroup e) {
            log("caught", e);
          }
          log("cancelling", currentTask().cancelling());
          await(attempt("next", sleep(seconds(5))));
          return done();
        };

    var task = createTask(main);
    await(attempt("main", task));
    return done();
  }

  @Async
  private Coroutine<Void> parent(TaskGroup group, int depth) {
    log("depth", depth);
    await(sleep(seconds(1)));
    if (depth > 0) {
      group.createTask(parent(group, depth - 1));
    }
    return done();
  }

  @Scenario("A49")
  @Async
  Coroutine<Void> childrenMayAddChildren() {
    try (var group = taskGroup()) {
      group.createTask(parent(group, 2));
      log("body ends");
    }
    log("after");
    return done();
  }

  @Async
  private Coroutine<Void> spawner(TaskGroup group) {
    for (int number = 1; ; number++) {
      group.createTask(child("child " + number, 9));
      await(sleep(seconds(1)));
    }
  }

  @Scenario("A50")
  @Async
  Coroutine<Void> childThatKeepsSpawningIsStopped() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(spawner(group));
            group.createTask(failing("culprit", 2500));
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Async
  private Coroutine<Void> late(TaskGroup group) {
    var coroutine = child("late", 1);
    try {
      await(sleep(seconds(9)));
    } finally {
      attemptCall("while it shuts down", () -> group.createTask(coroutine));
      coroutine.close();
    }
    return done();
  }

  @Scenario("A51")
  @Async
  Coroutine<Void> groupThatIsShuttingDownTakesNoChildren() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(late(group));
            group.createTask(failing("culprit", 1000));
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A51")
  @Async
  Coroutine<Void> groupThatHasEndedTakesNoChildren() {
    var ended = new ArrayList<TaskGroup>();
    try (var group = taskGroup()) {
      ended.add(group);
      group.createTask(child("one", 1));
    }
    var coroutine = child("late", 1);
    attemptCall("after its end", () -> ended.get(0).createTask(coroutine));
    coroutine.close();
    return done();
  }

  @Scenario("A54")
  @Async
  Coroutine<Void> cleanupErrorOfTheBodyJoinsTheFailures() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000));
            try {
              await(sleep(seconds(9)));
            } finally {
              throwBoom("cleanup");
            }
          }
          return done();
        };

    await(attempt("group", async(main)));
    return done();
  }

  @Scenario("A38")
  @Async
  Coroutine<Void> childThatIsCancelledAloneFailsNothing() {
    var tasks = new ArrayList<Task<String>>();
    try (var group = taskGroup()) {
      tasks.add(group.createTask(child("one", 9)));
      tasks.add(group.createTask(child("two", 2)));
      await(sleep(seconds(1)));
      tasks.get(0).cancel();
    }
    log("after", tasks.get(0), tasks.get(1));
    return done();
  }

  @Async
  private Coroutine<Void> failsWith(RuntimeException error) {
    throw error;
  }

  @Scenario("A37")
  @Async
  Coroutine<Void> failuresAreHandledByType() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failsWith(new Boom("a boom")));
            group.createTask(failsWith(new IllegalArgumentException("not a boom")));
            group.createTask(failsWith(new Boom("another")));
          }
          return done();
        };

    try {
      await(async(main));
    } catch (ExceptionGroup e) {
      log("booms", e.subgroup(Boom.class).orElseThrow());
      log("the rest", e.split(Boom.class).rest().orElseThrow());
    }
    return done();
  }

  @Scenario({"A37", "A40"})
  @Async
  Coroutine<Void> orderOfEventsWhenAChildFails() {
    AsyncCallable<Void> main =
        () -> {
          try (var group = taskGroup()) {
            group.createTask(failing("culprit", 1000)).onDone(child -> ticks(4));
            group.createTask(child("sibling", 9));
            try {
              await(sleep(seconds(9)));
            } finally {
              log("body ends");
            }
          }
          return done();
        };

    await(attempt("group", async(main)));
    await(turns(2));
    return done();
  }
}
