package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.cancellation.WaitingOperations.passing;

import dev.simmer.Async;
import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import dev.simmer.ExceptionGroup;
import java.util.List;

/** Blocks that have to be left: task groups, resources, generators. */
final class ScopeOperations {
  private ScopeOperations() {}

  static List<Operation> all() {
    return List.of(
        Gated.operation(
            "task group",
            world -> group(world),
            "Simmer.taskGroup()",
            "TaskGroup.close()",
            "TaskGroup.createTask(Coroutine)",
            "TaskGroup.createTask(String,Coroutine)",
            "TaskGroup.createTask(AsyncCallable)",
            "TaskGroup.createTask(String,AsyncCallable)"),
        Gated.operation("task group, waiting in the body", world -> bodyOfGroup(world)),
        Gated.operation("task group, a task fails", world -> failingGroup(world)),
        Gated.operation("task group, the body fails", world -> failingBody(world)),
        Gated.operation("task group in a task group", world -> nestedGroups(world)),
        Gated.operation("task group, a task is created late", world -> growingGroup(world)),
        Gated.operation(
            "resource, in its block",
            world -> inBlock(world),
            "AsyncCloseable.close()",
            "AsyncCloseable.closeAsync()"),
        Gated.operation("resource, at the end of its block", world -> atEnd(world)),
        Gated.operation("resource, after a failure", world -> afterFailure(world)),
        Gated.operation("generator, each", world -> firstOf(world)),
        Gated.operation("generator, all of each", world -> allOf(world)),
        Gated.operation("generator, hasNext", world -> stepped(world)),
        Gated.operation(
            "generator, closeAsync", world -> closed(world), "AsyncGenerator.closeAsync()"),
        Gated.operation("generator in a generator", world -> firstOfOuter(world)));
  }

  // Task groups

  @Async
  private static Coroutine<String> group(Gated world) {
    try (var group = taskGroup()) {
      group.createTask(passing(world));
      group.createTask("named", passing(world));
      group.createTask(() -> passing(world));
      group.createTask("named", () -> passing(world));
    }
    return done("ended");
  }

  @Async
  private static Coroutine<String> bodyOfGroup(Gated world) {
    try (var group = taskGroup()) {
      group.createTask(passing(world));
      await(passing(world));
    }
    return done("ended");
  }

  @Async
  private static Coroutine<String> failingGroup(Gated world) {
    try (var group = taskGroup()) {
      group.createTask(failing(world));
      group.createTask(sleep(seconds(1)));
    } catch (ExceptionGroup failure) {
      return done("failed");
    }
    return done("ended");
  }

  @Async
  private static Coroutine<Void> failing(Gated world) {
    await(world.gate());
    throw new IllegalStateException("at the event");
  }

  @Async
  private static Coroutine<String> failingBody(Gated world) {
    try (var group = taskGroup()) {
      group.createTask(passing(world));
      await(failing(world));
    } catch (ExceptionGroup failure) {
      return done("failed");
    }
    return done("ended");
  }

  @Async
  private static Coroutine<String> nestedGroups(Gated world) {
    try (var outer = taskGroup()) {
      outer.createTask(passing(world));
      try (var inner = taskGroup()) {
        inner.createTask(group(world));
      }
    }
    return done("ended");
  }

  @Async
  private static Coroutine<String> growingGroup(Gated world) {
    try (var group = taskGroup()) {
      group.createTask(
          () -> {
            await(world.gate());
            group.createTask(yieldNow());
            return done();
          });
    }
    return done("ended");
  }

  // Resources

  /** Takes some turns to close, and counts as open meanwhile. */
  private static final class Connection implements AsyncCloseable {
    private final Gated world;
    private final boolean closesAtEvent;

    Connection(Gated world, boolean closesAtEvent) {
      this.world = world;
      this.closesAtEvent = closesAtEvent;
      world.open++;
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      try {
        await(yieldNow());
        if (closesAtEvent) {
          await(world.gate());
        }
        await(yieldNow());
      } finally {
        world.open--;
      }
      return done();
    }
  }

  @Async
  private static Coroutine<String> inBlock(Gated world) {
    try (var outer = new Connection(world, false);
        var inner = new Connection(world, false)) {
      String value = await(world.gate());
      return done(value);
    }
  }

  @Async
  private static Coroutine<String> atEnd(Gated world) {
    try (var outer = new Connection(world, false);
        var inner = new Connection(world, true)) {
      return done("closed");
    }
  }

  @Async
  private static Coroutine<String> afterFailure(Gated world) {
    try (var connection = new Connection(world, true)) {
      throw new IllegalStateException("in the block");
    } catch (IllegalStateException failure) {
      return done("failed");
    }
  }

  // Generators

  /** Gives two elements, the second at the event, and takes some turns to close. */
  @Async
  static AsyncGenerator<Integer> two(Gated world) {
    world.open++;
    try {
      await(yieldNow());
      emit(1);
      await(world.gate());
      emit(2);
    } finally {
      try {
        await(yieldNow());
        await(yieldNow());
      } finally {
        world.open--;
      }
    }
    return end();
  }

  /** Gives an element at once, and closes at the event. */
  @Async
  private static AsyncGenerator<Integer> closingLate(Gated world) {
    world.open++;
    try {
      emit(1);
    } finally {
      try {
        await(world.gate());
      } finally {
        world.open--;
      }
    }
    return end();
  }

  /** Gives what another gives, and takes some turns to close too. */
  @Async
  private static AsyncGenerator<Integer> through(Gated world) {
    world.open++;
    try {
      for (int element : each(two(world))) {
        emit(element);
      }
    } finally {
      try {
        await(yieldNow());
      } finally {
        world.open--;
      }
    }
    return end();
  }

  @Async
  private static Coroutine<Integer> firstOf(Gated world) {
    for (int element : each(closingLate(world))) {
      return done(element);
    }
    return done(-1);
  }

  @Async
  private static Coroutine<Integer> allOf(Gated world) {
    int sum = 0;
    for (int element : each(two(world))) {
      sum += element;
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> firstOfOuter(Gated world) {
    for (int element : each(through(world))) {
      if (element == 2) {
        return done(element);
      }
    }
    return done(-1);
  }

  @Async
  private static Coroutine<Integer> stepped(Gated world) {
    int sum = 0;
    try (var generator = two(world)) {
      var iterator = generator.asyncIterator();
      while (await(iterator.hasNext())) {
        sum += iterator.next();
      }
    }
    return done(sum);
  }

  @Async
  private static Coroutine<String> closed(Gated world) {
    var generator = closingLate(world);
    try {
      await(generator.hasNext());
    } finally {
      await(generator.closeAsync());
    }
    return done("closed");
  }
}
