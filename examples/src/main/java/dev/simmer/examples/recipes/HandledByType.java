package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.ExceptionGroup;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several failures at once, handled by type; what no handler takes is thrown on.
 *
 * <pre>
 * async def run_all(failures, log):
 *     try:
 *         async with asyncio.TaskGroup() as group:
 *             for failure in failures:
 *                 group.create_task(fail(failure))
 *     except* OSError as group:
 *         for e in group.exceptions: log(f"retry later: {e}")
 *     except* ValueError as group:
 *         for e in group.exceptions: log(f"reject: {e}")
 * </pre>
 */
public final class HandledByType {
  private HandledByType() {}

  @Async
  private static Coroutine<Void> fail(Exception failure) throws Exception {
    await(yieldNow());
    throw failure;
  }

  @Async
  static Coroutine<Void> runAll(List<Exception> failures, Consumer<String> log) throws Exception {
    try (var group = taskGroup()) {
      for (var failure : failures) {
        group.createTask(fail(failure));
      }
    } catch (ExceptionGroup group) {
      group
          .on(IOException.class, e -> log.accept("retry later: " + e.getMessage()))
          .on(IllegalArgumentException.class, e -> log.accept("reject: " + e.getMessage()))
          .orThrow();
    }
    return done();
  }

  /** Meets two kinds of failure. */
  public static void main(String[] args) throws Exception {
    run(
        runAll(
            List.of(new IOException("disk full"), new IllegalArgumentException("no such dish")),
            System.out::println));
  }
}
