package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/**
 * Two awaits in a row take the sum of their times; a gather of both takes the longer one.
 *
 * <pre>
 * async def in_a_row():
 *     user = await load("user", 2)
 *     orders = await load("orders", 3)
 *     return f"{user}, {orders}"                             # 5 s
 *
 * async def at_once():
 *     user, orders = await asyncio.gather(load("user", 2), load("orders", 3))
 *     return f"{user}, {orders}"                             # 3 s
 * </pre>
 */
public final class SumOrMaximum {
  private SumOrMaximum() {}

  @Async
  private static Coroutine<String> load(String what, long seconds) {
    await(sleep(seconds(seconds)));
    return done(what);
  }

  @Async
  static Coroutine<String> inARow() {
    var user = await(load("user", 2));
    var orders = await(load("orders", 3));
    return done(user + ", " + orders);
  }

  @Async
  static Coroutine<String> atOnce() {
    return done(
        await(gather(load("user", 2), load("orders", 3), (user, orders) -> user + ", " + orders)));
  }

  /** Loads both in both ways. */
  public static void main(String[] args) {
    System.out.println(run(inARow()));
    System.out.println(run(atOnce()));
  }
}
