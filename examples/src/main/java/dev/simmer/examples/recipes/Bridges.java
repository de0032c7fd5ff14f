package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.toThread;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/**
 * From synchronous code into async code: {@code run} where no loop runs, {@code submit} from
 * another thread to a loop that does. A {@code run} inside a running loop is refused; the sentence
 * says to await instead.
 *
 * <pre>
 * def from_main():
 *     return asyncio.run(price("tea"))
 *
 * def from_thread(loop):
 *     return asyncio.run_coroutine_threadsafe(price("rice"), loop).result()
 *
 * async def serve():
 *     return await asyncio.to_thread(from_thread, asyncio.get_running_loop())
 * </pre>
 */
public final class Bridges {
  private Bridges() {}

  @Async
  private static Coroutine<Integer> price(String dish) {
    await(sleep(millis(10)));
    return done(dish.length());
  }

  static int fromMain() {
    return run(price("tea"));
  }

  @Async
  static Coroutine<Integer> serve() {
    var loop = runningLoop();
    return toThread(() -> loop.submit(price("rice")).join());
  }

  /** Crosses both bridges. */
  public static void main(String[] args) {
    System.out.println(fromMain());
    System.out.println(run(serve()));
  }
}
