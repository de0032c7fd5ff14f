package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.ExceptionGroup;
import dev.simmer.Task;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A task group: all results, or none and nothing left running. When one task fails the others are
 * cancelled, and an {@link ExceptionGroup} leaves the block.
 *
 * <pre>
 * async def dashboard(log, broken=""):
 *     async with asyncio.TaskGroup() as group:
 *         user = group.create_task(fetch("user", 1, broken, log))
 *         orders = group.create_task(fetch("orders", 2, broken, log))
 *         news = group.create_task(fetch("news", 3, broken, log))
 *     return [user.result(), orders.result(), news.result()]
 * </pre>
 */
public final class AllOrNothing {
  private AllOrNothing() {}

  @Async
  private static Coroutine<String> fetch(
      String what, long seconds, String broken, Consumer<String> log) throws IOException {
    try {
      await(sleep(seconds(seconds)));
      if (what.equals(broken)) {
        throw new IOException(what + " is broken");
      }
      return done(what);
    } finally {
      log.accept(what + " ended");
    }
  }

  @Async
  static Coroutine<List<String>> dashboard(String broken, Consumer<String> log) throws IOException {
    Task<String> user;
    Task<String> orders;
    Task<String> news;
    try (var group = taskGroup()) {
      user = group.createTask(fetch("user", 1, broken, log));
      orders = group.createTask(fetch("orders", 2, broken, log));
      news = group.createTask(fetch("news", 3, broken, log));
    }
    return done(List.of(user.result(), orders.result(), news.result()));
  }

  /** Fetches everything, and then meets a failure. */
  public static void main(String[] args) throws IOException {
    System.out.println(run(dashboard("nothing", System.out::println)));
    try {
      run(dashboard("orders", System.out::println));
    } catch (ExceptionGroup failures) {
      System.out.println(failures.exceptions());
    }
  }
}
