package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.function.Consumer;

/**
 * Calling an {@code @Async} method runs nothing: it gives a coroutine, which says of itself that
 * nobody has awaited it. Dropping one is a compile error, {@code [async-unawaited-coroutine]}.
 *
 * <pre>
 * async def greet(log):
 *     log("running")
 *     return "hello"
 *
 * async def show(log):
 *     coroutine = greet(log)
 *     log(coroutine)             # &lt;coroutine object greet at 0x...&gt;
 *     log("calling it ran nothing")
 *     log(await coroutine)
 * </pre>
 */
public final class InertCoroutine {
  private InertCoroutine() {}

  @Async
  static Coroutine<String> greet(Consumer<Object> log) {
    log.accept("running");
    return done("hello");
  }

  @Async
  static Coroutine<Void> show(Consumer<Object> log) {
    var coroutine = greet(log);
    log.accept(coroutine.toString());
    log.accept("calling it ran nothing");
    log.accept(await(coroutine));
    return done();
  }

  /** Shows that a coroutine runs when it is awaited. */
  public static void main(String[] args) {
    run(show(System.out::println));
  }
}
