package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.ArrayList;
import java.util.List;

/**
 * One cook, many pots: three fetches of a second each take three seconds one by one, and one second
 * together.
 *
 * <pre>
 * async def fetch(url):
 *     await asyncio.sleep(1)
 *     return f"page of {url}"
 *
 * async def one_by_one(urls):
 *     pages = []
 *     for url in urls:
 *         pages.append(await fetch(url))
 *     return pages
 *
 * async def together(urls):
 *     return await asyncio.gather(*map(fetch, urls))
 * </pre>
 */
public final class OneCookManyPots {
  private OneCookManyPots() {}

  @Async
  static Coroutine<String> fetch(String url) {
    await(sleep(seconds(1)));
    return done("page of " + url);
  }

  @Async
  static Coroutine<List<String>> oneByOne(List<String> urls) {
    var pages = new ArrayList<String>();
    for (var url : urls) {
      pages.add(await(fetch(url)));
    }
    return done(pages);
  }

  @Async
  static Coroutine<List<String>> together(List<String> urls) {
    return done(await(gather(urls, OneCookManyPots::fetch)));
  }

  /** Fetches three pages in both ways. */
  public static void main(String[] args) {
    var urls = List.of("/soup", "/rice", "/tea");
    System.out.println(run(oneByOne(urls)));
    System.out.println(run(together(urls)));
  }
}
