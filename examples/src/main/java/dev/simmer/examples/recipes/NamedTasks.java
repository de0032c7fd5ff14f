package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.dumpTasks;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.Coroutine;

/**
 * Something is stuck: named tasks, and a dump that says what each waits for, and where.
 *
 * <pre>
 * async def look():
 *     delivered = asyncio.Event()
 *     tasks = [asyncio.create_task(guest(delivered), name=f"guest {n}") for n in (1, 2)]
 *     await asyncio.sleep(0)
 *     for task in asyncio.all_tasks():
 *         task.print_stack()
 *     for task in tasks: task.cancel()
 * </pre>
 */
public final class NamedTasks {
  private NamedTasks() {}

  @Async
  private static Coroutine<Void> guest(AsyncEvent delivered) {
    await(delivered);
    return done();
  }

  @Async
  static Coroutine<String> look() {
    var delivered = new AsyncEvent();
    var first = createTask("guest 1", guest(delivered));
    var second = createTask("guest 2", guest(delivered));
    await(yieldNow());
    var dump = dumpTasks();
    first.cancel();
    second.cancel();
    return done(dump);
  }

  /** Prints the dump. */
  public static void main(String[] args) {
    System.out.println(run(look()));
  }
}
