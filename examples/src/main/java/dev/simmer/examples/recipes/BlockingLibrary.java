package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runIn;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.toThread;

import dev.simmer.Async;
import dev.simmer.AsyncFacade;
import dev.simmer.Coroutine;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A library that only blocks, called in three ways that leave the loop alone: on threads that all
 * share, on a pool of one's own, and through the generated face, which Python has to write by hand.
 *
 * <pre>
 * async def heartbeat(beat):
 *     while True:
 *         beat()
 *         await asyncio.sleep(0.02)
 *
 * async def read_three_ways(archive, pool, beat):
 *     beating = asyncio.create_task(heartbeat(beat))
 *     one = await asyncio.to_thread(archive.read, "one")
 *     loop = asyncio.get_running_loop()
 *     two = await loop.run_in_executor(pool, archive.read, "two")
 *     three = await AsyncArchive(archive).read("three")
 *     beating.cancel()
 *     return [one, two, three]
 * </pre>
 */
public final class BlockingLibrary {
  private BlockingLibrary() {}

  /** The library; the annotation has {@code AsyncArchive} generated. */
  @AsyncFacade(threads = 2)
  static class Archive {
    String read(String page) throws InterruptedException {
      Thread.sleep(100);
      return "page " + page;
    }
  }

  @Async
  private static Coroutine<Void> heartbeat(Runnable beat) {
    while (true) {
      beat.run();
      await(sleep(millis(20)));
    }
  }

  @Async
  static Coroutine<List<String>> readThreeWays(Archive archive, ExecutorService pool, Runnable beat)
      throws InterruptedException {
    var beating = createTask(heartbeat(beat));
    var one = await(toThread(() -> archive.read("one")));
    var two = await(runIn(pool, () -> archive.read("two")));
    var three = await(new AsyncArchive(archive).read("three"));
    beating.cancel();
    return done(List.of(one, two, three));
  }

  /** Prints a dot at each beat, and then the pages. */
  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      System.out.println(run(readThreeWays(new Archive(), pool, () -> System.out.print("."))));
    } finally {
      pool.shutdown();
    }
  }
}
