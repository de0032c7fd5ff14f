package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.List;
import java.util.function.Consumer;

/**
 * A gather's results are in the order of its arguments, whatever the order in which things happen.
 *
 * <pre>
 * async def cook(dish, seconds, log):
 *     await asyncio.sleep(seconds)
 *     log(f"{dish} is ready")
 *     return dish
 *
 * async def dinner(log):
 *     return await asyncio.gather(
 *         cook("roast", 2, log), cook("salad", 1, log), cook("cake", 3, log))
 * </pre>
 */
public final class ResultsInOrder {
  private ResultsInOrder() {}

  @Async
  private static Coroutine<String> cook(String dish, long seconds, Consumer<String> log) {
    await(sleep(seconds(seconds)));
    log.accept(dish + " is ready");
    return done(dish);
  }

  @Async
  static Coroutine<List<String>> dinner(Consumer<String> log) {
    return done(await(gather(cook("roast", 2, log), cook("salad", 1, log), cook("cake", 3, log))));
  }

  /** Cooks three dishes in three seconds. */
  public static void main(String[] args) {
    System.out.println(run(dinner(System.out::println)));
  }
}
