package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.toolbox.AsyncIterables.buffer;
import static dev.simmer.toolbox.AsyncIterables.mapAsync;
import static dev.simmer.toolbox.AsyncIterables.take;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import dev.simmer.toolbox.RateLimiter;
import dev.simmer.toolbox.Retry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pages of a site that takes five requests a second and is busy now and then: no more than it
 * takes, again where it was busy, and three ahead of whoever reads them.
 *
 * <pre>
 * limiter = AsyncLimiter(5, 1)
 *
 * &#64;retry(stop=stop_after_attempt(3), wait=wait_exponential(0.1, max=1))
 * async def politely(page):
 *     async with limiter:
 *         return await fetch(page)
 *
 * async def crawl(count):
 *     async with (stream.iterate(numbers()) | pipe.map(politely, task_limit=3)
 *                 | pipe.take(count)).stream() as pages:
 *         return [page async for page in pages]
 * </pre>
 */
public final class PoliteCrawl {
  private final RateLimiter limiter = new RateLimiter(5, seconds(1));
  private final Retry retry =
      Retry.attempts(3).backoff(millis(100), seconds(1)).onlyIf(e -> e instanceof IOException);
  private final Set<Integer> asked = new HashSet<>();
  private int requests;

  /** Stands for a site that is busy whenever it is first asked for a seventh page. */
  @Async
  private Coroutine<String> fetch(int page) throws IOException {
    requests++;
    await(sleep(millis(50)));
    if (asked.add(page) && page % 7 == 0) {
      throw new IOException("busy");
    }
    return done("page " + page);
  }

  @Async
  private Coroutine<String> politely(int page) throws IOException {
    await(limiter.acquire());
    return fetch(page);
  }

  @Async
  private static AsyncGenerator<Integer> numbers() {
    for (int n = 1; ; n++) {
      emit(n);
    }
  }

  @Async
  Coroutine<List<String>> crawl(int count) throws IOException {
    var read = new ArrayList<String>();
    var pages = mapAsync(numbers(), page -> retry.run(() -> politely(page)));
    for (var page : each(take(count, buffer(3, pages)))) {
      read.add(page);
    }
    return done(read);
  }

  int requests() {
    return requests;
  }

  /** Reads twenty pages. */
  public static void main(String[] args) throws IOException {
    System.out.println(run(new PoliteCrawl().crawl(20)));
  }
}
