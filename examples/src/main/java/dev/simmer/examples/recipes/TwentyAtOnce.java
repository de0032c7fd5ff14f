package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncCallable;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import java.util.List;
import java.util.stream.IntStream;

/**
 * At most twenty of five hundred fetches at once: a semaphore, wrapped so that it fits around any
 * coroutine.
 *
 * <pre>
 * async def limited(limit, body):
 *     async with limit:
 *         return await body()
 *
 * async def fetch_all(count):
 *     limit = asyncio.Semaphore(20)
 *     return await asyncio.gather(
 *         *(limited(limit, lambda: fetch(n)) for n in range(count)))
 * </pre>
 */
public final class TwentyAtOnce {
  private int inFlight;
  private int peak;

  @Async
  private Coroutine<Integer> fetch(int n) {
    peak = Math.max(peak, ++inFlight);
    await(sleep(millis(100)));
    inFlight--;
    return done(n);
  }

  @Async
  static <T> Coroutine<T> limited(AsyncSemaphore limit, AsyncCallable<T> body) throws Exception {
    try (var permit = await(limit.acquire())) {
      return body.call();
    }
  }

  @Async
  Coroutine<List<Integer>> fetchAll(int count) throws Exception {
    var limit = new AsyncSemaphore(20);
    var numbers = IntStream.range(0, count).boxed().toList();
    return done(await(gather(numbers, n -> limited(limit, () -> fetch(n)))));
  }

  int peak() {
    return peak;
  }

  /** Fetches five hundred things in two and a half seconds. */
  public static void main(String[] args) throws Exception {
    var twenty = new TwentyAtOnce();
    System.out.println(run(twenty.fetchAll(500)).size() + ", at most " + twenty.peak());
  }
}
