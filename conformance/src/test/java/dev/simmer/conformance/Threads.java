package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Work on other threads, and calls that come from them. */
@SuppressWarnings("async")
final class Threads extends Subject {
  private static final ContextVar<String> USER = ContextVar.of("user", "nobody");

  @Scenario({"A117", "A146"})
  @Async
  Coroutine<Void> valueAndFailureComeBackFromAThread() {
    await(attempt("value", toThread(() -> 6 * 7)));
    await(attempt("failure", toThread(() -> throwBoom("thread"))));
    return done();
  }

  private record Seen(Thread thread, String user) {}

  @Scenario({"A117", "A146"})
  @Async
  Coroutine<Void> threadIsAnotherAndSeesTheContext() {
    USER.set("ada");
    var here = Thread.currentThread();
    var there = await(toThread(() -> new Seen(Thread.currentThread(), USER.get())));
    log("another", there.thread() != here, "sees", there.user());
    return done();
  }

  @Async
  private Coroutine<String> work() {
    log("work, in a task", currentTask() != null);
    await(yieldNow());
    return done("worked");
  }

  @Scenario("A118")
  @Async
  Coroutine<Void> outsideThreadSubmitsACoroutineAndWaitsForItsValue() throws Exception {
    var loop = runningLoop();
    await(attempt("outside", toThread(() -> loop.submit(work()).get())));
    return done();
  }

  @Async
  private Coroutine<Void> failingWork() {
    throw new Boom("work");
  }

  private Throwable failureOf(EventLoop loop) throws InterruptedException {
    try {
      loop.submit(failingWork()).get();
      throw new AssertionError("it did not fail");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Scenario("A118")
  @Async
  Coroutine<Void> failureOfSubmittedWorkReachesTheOutside() throws Exception {
    var loop = runningLoop();
    await(attempt("outside", toThread(() -> failureOf(loop))));
    return done();
  }

  @Scenario({"A112", "A171"})
  @Async
  Coroutine<Void> callsFromAThreadRunInOrder() {
    var loop = runningLoop();
    await(
        attempt(
            "outside",
            toThread(
                () -> {
                  for (int number : List.of(1, 2, 3)) {
                    loop.post(() -> log("call", number));
                  }
                  return "posted";
                })));
    return done();
  }
}
