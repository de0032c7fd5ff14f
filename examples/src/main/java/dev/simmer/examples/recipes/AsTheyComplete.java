package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.asCompleted;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Results in the order they arrive, as an async generator that yields values and errors alike.
 *
 * <pre>
 * async def arrivals(delays):
 *     async for task in asyncio.as_completed([asyncio.create_task(fetch(d)) for d in delays]):
 *         error = task.exception()
 *         yield f"failed: {error}" if error else task.result()
 *
 * async def collect(delays):
 *     return [arrival async for arrival in arrivals(delays)]
 * </pre>
 */
public final class AsTheyComplete {
  private AsTheyComplete() {}

  @Async
  private static Coroutine<String> fetch(int delay) throws IOException {
    await(sleep(seconds(delay)));
    if (delay == 2) {
      throw new IOException("nobody home");
    }
    return done("after " + delay + " s");
  }

  @Async
  static AsyncGenerator<String> arrivals(List<Integer> delays) throws IOException {
    for (var task : each(asCompleted(delays, AsTheyComplete::fetch))) {
      var error = task.exception();
      emit(error != null ? "failed: " + error.getMessage() : task.result());
    }
    return end();
  }

  @Async
  static Coroutine<List<String>> collect(List<Integer> delays) throws IOException {
    var collected = new ArrayList<String>();
    for (var arrival : each(arrivals(delays))) {
      collected.add(arrival);
    }
    return done(collected);
  }

  /** Collects three arrivals. */
  public static void main(String[] args) throws IOException {
    System.out.println(run(collect(List.of(3, 1, 2))));
  }
}
