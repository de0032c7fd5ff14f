package dev.simmer.cancellation;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.deferred;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.timeoutAt;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.cancellation.World.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.Promise;
import dev.simmer.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Waiting for time, for results, and for results for a time. */
final class WaitingOperations {
  private WaitingOperations() {}

  static List<Operation> all() {
    return List.of(
        Gated.operation("sleep", world -> sleep(EVENT), "Simmer.sleep(Duration)"),
        Gated.operation("sleep, result", world -> sleep(EVENT, 1), "Simmer.sleep(Duration,Object)"),
        Gated.operation("yieldNow", world -> yieldNow(), "Simmer.yieldNow()"),
        Gated.operation(
            "async", world -> async(() -> passing(world)), "Simmer.async(AsyncCallable)"),
        Operation.of("await, promise", () -> new SharedPromise(false), "Simmer.await(Awaitable)"),
        Operation.of(
            "await, promise, class",
            () -> new SharedPromise(true),
            "Simmer.await(Awaitable,Class)"),
        Operation.of(
            "await, view of a promise", PromiseView::new, "Deferred.toCompletableFuture()"),
        Operation.of("await, stage", () -> new SharedStage(false), "Simmer.await(CompletionStage)"),
        Operation.of(
            "await, stage, class",
            () -> new SharedStage(true),
            "Simmer.await(CompletionStage,Class)"),
        Operation.of(
            "await, deferred stage", DeferredStage::new, "Simmer.deferred(CompletionStage)"),
        Operation.of("await, task of all", SharedTask::new),
        Gated.operation(
            "await, task", world -> createTask(passing(world)), "Simmer.createTask(Coroutine)"),
        Gated.operation(
            "await, task, named",
            world -> createTask("task", passing(world)),
            "Simmer.createTask(String,Coroutine)"),
        Gated.operation(
            "await, task of a body",
            world -> createTask(() -> passing(world)),
            "Simmer.createTask(AsyncCallable)"),
        Gated.operation(
            "await, task of a body, named",
            world -> createTask("task", () -> passing(world)),
            "Simmer.createTask(String,AsyncCallable)"),
        Operation.of("await, submitted", Submitted::new, "EventLoop.submit(Coroutine)"),
        Gated.operation(
            "timeout that expires",
            world -> expiring(world),
            "Simmer.timeout(Duration)",
            "Timeout.close()"),
        Gated.operation(
            "timeout that expires at a time",
            world -> expiringAt(world, runningLoop().time() + EVENT.toNanos()),
            "Simmer.timeoutAt(long)"),
        Gated.operation("timeout that is kept to", world -> within(world, seconds(1))),
        Gated.operation("timeout that is just kept to", world -> within(world, EVENT)),
        Gated.operation("timeouts inside each other", world -> nested(world)),
        Gated.operation("timeout that is put off", world -> putOff(world)),
        Gated.operation(
            "waitFor that expires",
            world -> waitedFor(new Promise<>(), EVENT),
            "Simmer.waitFor(Awaitable,Duration)"),
        Gated.operation("waitFor", world -> waitFor(world.gate(), seconds(1))),
        Gated.operation("waitFor, coroutine", world -> waitFor(passing(world), seconds(1))),
        Gated.operation("waitFor, in the last moment", world -> waitedFor(world.gate(), EVENT)),
        Gated.operation("waitFor, no time", world -> waitedFor(world.gate(), Duration.ZERO)));
  }

  /** Waits for the event, and needs a few turns to clean up. */
  @Async
  static Coroutine<String> passing(Gated world) {
    world.open++;
    try {
      String value = await(world.gate());
      return done(value);
    } finally {
      try {
        await(yieldNow());
        await(yieldNow());
      } finally {
        world.open--;
      }
    }
  }

  @Async
  private static Coroutine<String> expiring(Gated world) {
    try (var block = timeout(EVENT)) {
      await(new Promise<>());
      return done("too early");
    } catch (TimeoutException expired) {
      return done("expired");
    }
  }

  @Async
  private static Coroutine<String> expiringAt(Gated world, long time) {
    try (var block = timeoutAt(time)) {
      await(new Promise<>());
      return done("too early");
    } catch (TimeoutException expired) {
      return done("expired");
    }
  }

  @Async
  private static Coroutine<String> within(Gated world, Duration limit) {
    try (var block = timeout(limit)) {
      return done(await(world.gate()));
    } catch (TimeoutException expired) {
      return done("expired");
    }
  }

  @Async
  private static Coroutine<String> nested(Gated world) {
    try (var outer = timeout(EVENT)) {
      try (var inner = timeout(EVENT)) {
        await(new Promise<>());
      } catch (TimeoutException expired) {
        await(yieldNow());
      }
      return done("inner");
    } catch (TimeoutException expired) {
      return done("outer");
    }
  }

  @Async
  private static Coroutine<String> putOff(Gated world) throws TimeoutException {
    try (var block = timeout(EVENT.dividedBy(2))) {
      block.reschedule(seconds(1));
      return done(await(world.gate()));
    }
  }

  @Async
  private static Coroutine<Object> waitedFor(Awaitable<?> awaitable, Duration limit) {
    try {
      Object value = await(waitFor(awaitable, limit));
      return done(value);
    } catch (TimeoutException expired) {
      return done("expired");
    }
  }

  /** A promise that all await. */
  private static class SharedPromise extends World {
    private final boolean mayThrow;
    Promise<String> promise;

    SharedPromise(boolean mayThrow) {
      this.mayThrow = mayThrow;
    }

    @Override
    Serves serves() {
      return Serves.EACH_UNLESS_CANCELLED_TOGETHER;
    }

    @Override
    Coroutine<Void> setUp() {
      promise = new Promise<>();
      return done();
    }

    @Override
    Awaitable<?> call() throws Exception {
      return mayThrow ? throwing() : promise;
    }

    @Async
    private Coroutine<String> throwing() throws IOException {
      String value = await(promise, IOException.class);
      return done(value);
    }

    @Override
    void happen() {
      promise.tryComplete("event");
    }
  }

  /** The promise as a stage that its loop knows. */
  private static final class PromiseView extends SharedPromise {
    PromiseView() {
      super(false);
    }

    @Override
    @Async
    Coroutine<String> call() {
      String value = await(promise.toCompletableFuture());
      return done(value);
    }
  }

  /** A stage that all await. */
  private static class SharedStage extends World {
    private final boolean mayThrow;
    final CompletableFuture<String> stage = new CompletableFuture<>();

    SharedStage(boolean mayThrow) {
      this.mayThrow = mayThrow;
    }

    @Override
    Serves serves() {
      return Serves.EACH_UNLESS_CANCELLED_TOGETHER;
    }

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    @Async
    Coroutine<String> call() throws Exception {
      String value = mayThrow ? await(stage, IOException.class) : await(stage);
      return done(value);
    }

    @Override
    void happen() {
      stage.complete("event");
    }
  }

  private static final class DeferredStage extends SharedStage {
    DeferredStage() {
      super(false);
    }

    @Override
    @Async
    Coroutine<String> call() {
      String value = await(deferred(stage));
      return done(value);
    }
  }

  /** A task that all await. */
  private static final class SharedTask extends World {
    private Promise<String> gate;
    private Task<String> task;

    @Override
    Serves serves() {
      return Serves.EACH_UNLESS_CANCELLED_TOGETHER;
    }

    @Override
    Coroutine<Void> setUp() {
      gate = new Promise<>();
      task = createTask("shared", waiting());
      return done();
    }

    @Async
    private Coroutine<String> waiting() {
      String value = await(gate);
      return done(value);
    }

    @Override
    void happen() {
      gate.tryComplete("event");
    }

    /** The task goes on unless somebody who awaited it was cancelled. */
    @Override
    Coroutine<Void> abandoned() {
      return done();
    }

    @Override
    Awaitable<?> call() {
      return task;
    }

    @Override
    Coroutine<Void> check() {
      assertThat(task.isDone()).isTrue();
      return done();
    }
  }

  /** A coroutine that is handed in from outside. */
  private static final class Submitted extends World {
    private final CompletableFuture<String> gate = new CompletableFuture<>();
    private int running;

    @Override
    Serves serves() {
      return Serves.EACH_UNLESS_CANCELLED_TOGETHER;
    }

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    @Async
    Coroutine<String> call() {
      String value = await(runningLoop().submit(async(() -> running())));
      return done(value);
    }

    @Async
    private Coroutine<String> running() {
      running++;
      try {
        return done(await(gate));
      } finally {
        running--;
      }
    }

    @Override
    void happen() {
      gate.complete("event");
    }

    @Override
    Coroutine<Void> check() {
      assertThat(running).isZero();
      return done();
    }
  }
}
