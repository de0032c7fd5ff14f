package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import java.time.Duration;

/**
 * A step that holds the loop. A blocking call such as {@code Thread.sleep} does not compile here,
 * {@code [async-blocking-call]}; what no catalogue knows, as this computation, is named by debug
 * mode while the program runs.
 *
 * <pre>
 * async def handle():
 *     loop = asyncio.get_running_loop()
 *     loop.slow_callback_duration = 0.05
 *     rounds = compute(0.3)                     # everything else waits
 *     await asyncio.sleep(0)
 *     return rounds
 *
 * asyncio.run(handle(), debug=True)
 * </pre>
 */
public final class StalledLoop {
  private StalledLoop() {}

  private static int compute(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    int rounds = 0;
    while (System.nanoTime() < end) {
      rounds++;
    }
    return rounds;
  }

  @Async
  static Coroutine<Integer> handle() {
    runningLoop().slowCallbackThreshold(Duration.ofMillis(50));
    var rounds = compute(Duration.ofMillis(300));
    await(yieldNow());
    return done(rounds);
  }

  /** Prints the report of the slow step. */
  public static void main(String[] args) {
    run(handle(), RunOptions.defaults().debug(true).onUncaught(System.out::println));
  }
}
