package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.RunOptions;

/**
 * A background task that fails while nobody awaits it is reported by name. Unlike asyncio, the loop
 * itself keeps a task alive, so no set of references is needed.
 *
 * <pre>
 * background = set()
 *
 * async def serve():
 *     task = asyncio.create_task(refresh_cache(), name="refresh cache")
 *     background.add(task)                      # or it may be collected while it runs
 *     task.add_done_callback(background.discard)
 *     await asyncio.sleep(3)
 * </pre>
 */
public final class UnseenFailure {
  private UnseenFailure() {}

  @Async
  private static Coroutine<Void> refreshCache() {
    await(sleep(seconds(1)));
    throw new IllegalStateException("the cache is read-only");
  }

  @Async
  @SuppressWarnings("async-dropped-task") // the point of the recipe
  static Coroutine<Void> serve() {
    createTask("refresh cache", refreshCache());
    await(sleep(seconds(3)));
    return done();
  }

  /** Prints the report that the loop makes. */
  public static void main(String[] args) {
    run(serve(), RunOptions.defaults().onUncaught(System.out::println));
  }
}
