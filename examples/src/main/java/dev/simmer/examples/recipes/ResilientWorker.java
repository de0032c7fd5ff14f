package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncQueue;
import dev.simmer.Coroutine;
import java.util.List;
import java.util.function.Consumer;

/**
 * A worker that takes from a queue for ever. One bad item is logged and stops nobody; a cancel does
 * stop it, because a {@code CancelledError} is no {@code Exception}.
 *
 * <pre>
 * async def worker(queue, log):
 *     while True:
 *         item = await queue.get()
 *         try:
 *             log(f"{item}: {await handle(item)}")
 *         except Exception as e:
 *             log(f"{item} failed: {e!r}")
 *         finally:
 *             queue.task_done()
 * </pre>
 */
public final class ResilientWorker {
  private ResilientWorker() {}

  @Async
  private static Coroutine<Integer> handle(String item) {
    await(sleep(millis(10)));
    return done(Integer.parseInt(item));
  }

  @Async
  static Coroutine<Void> work(AsyncQueue<String> queue, Consumer<String> log) {
    while (true) {
      var item = await(queue.get());
      try {
        log.accept(item + ": " + await(handle(item)));
      } catch (RuntimeException e) {
        log.accept(item + " failed: " + e);
      } finally {
        queue.taskDone();
      }
    }
  }

  @Async
  static Coroutine<Void> workThrough(List<String> items, Consumer<String> log) {
    var queue = new AsyncQueue<String>();
    var worker = createTask("worker", work(queue, log));
    items.forEach(queue::offer);
    await(queue.join());
    worker.cancel();
    return done();
  }

  /** Works through three items, one of them bad. */
  public static void main(String[] args) {
    run(workThrough(List.of("1", "two", "3"), System.out::println));
  }
}
