package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.waitFor;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A deadline for one awaitable, and one for a whole block. Either way the work is cancelled and its
 * {@code finally} runs before the timeout is thrown.
 *
 * <pre>
 * async def one(log):
 *     try:
 *         return await asyncio.wait_for(slow(log), 5)
 *     except TimeoutError:
 *         return "late"
 *
 * async def block(log):
 *     try:
 *         async with asyncio.timeout(5):
 *             await slow(log)
 *             return await slow(log)
 *     except TimeoutError:
 *         return "late"
 * </pre>
 */
public final class Deadlines {
  private Deadlines() {}

  @Async
  private static Coroutine<String> slow(Consumer<String> log) {
    try {
      await(sleep(seconds(30)));
      return done("in time");
    } finally {
      log.accept("cleaned up");
    }
  }

  @Async
  static Coroutine<String> one(Consumer<String> log) {
    try {
      return waitFor(slow(log), seconds(5));
    } catch (TimeoutException e) {
      return done("late");
    }
  }

  @Async
  static Coroutine<String> block(Consumer<String> log) {
    try (var limit = timeout(seconds(5))) {
      await(slow(log));
      return slow(log);
    } catch (TimeoutException e) {
      return done("late");
    }
  }

  /** Waits for five seconds, twice. */
  public static void main(String[] args) {
    System.out.println(run(one(System.out::println)));
    System.out.println(run(block(System.out::println)));
  }
}
