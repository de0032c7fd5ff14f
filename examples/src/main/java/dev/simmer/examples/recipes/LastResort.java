package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.function.Consumer;

/**
 * A global exception handler catches what slips through: failures of tasks nobody awaits, and of
 * callbacks.
 *
 * <pre>
 * async def serve(log):
 *     loop = asyncio.get_running_loop()
 *     loop.set_exception_handler(lambda loop, context: log(context["exception"]))
 *     asyncio.create_task(fail("in a task"))
 *     loop.call_soon(throw, "in a callback")
 *     await asyncio.sleep(0)
 * </pre>
 */
public final class LastResort {
  private LastResort() {}

  @Async
  private static Coroutine<Void> fail(String where) {
    throw new IllegalStateException(where);
  }

  private static void throwNow(String where) {
    throw new IllegalStateException(where);
  }

  @Async
  @SuppressWarnings("async-dropped-task") // the point of the recipe
  static Coroutine<Void> serve(Consumer<Object> log) {
    runningLoop().setExceptionHandler(event -> log.accept(event.exception()));
    createTask("refresh", fail("in a task"));
    runningLoop().callSoon(() -> throwNow("in a callback"));
    await(yieldNow());
    return done();
  }

  /** Prints what would have been lost. */
  public static void main(String[] args) {
    run(serve(System.out::println));
  }
}
