package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.function.Consumer;

/**
 * A task runs while its creator does something else, and is awaited when its result is needed.
 *
 * <pre>
 * async def report(log):
 *     numbers = asyncio.create_task(load_numbers(log))
 *     await asyncio.sleep(1)
 *     log("wrote the introduction")
 *     return f"introduction, {await numbers}"
 * </pre>
 */
public final class StartNowCollectLater {
  private StartNowCollectLater() {}

  @Async
  private static Coroutine<String> loadNumbers(Consumer<String> log) {
    log.accept("loading");
    await(sleep(seconds(2)));
    return done("numbers");
  }

  @Async
  static Coroutine<String> report(Consumer<String> log) {
    var numbers = createTask(loadNumbers(log));
    await(sleep(seconds(1)));
    log.accept("wrote the introduction");
    return done("introduction, " + await(numbers));
  }

  /** Takes two seconds, not three. */
  public static void main(String[] args) {
    System.out.println(run(report(System.out::println)));
  }
}
