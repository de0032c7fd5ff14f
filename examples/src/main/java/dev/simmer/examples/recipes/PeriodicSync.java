package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.waitAll;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sync every so often, without drift: each waits for a point in time, not for a span after the
 * last one. A cancel at shutdown ends it and is awaited, so nothing is left behind.
 *
 * <pre>
 * async def every(period, log):
 *     loop = asyncio.get_running_loop()
 *     next = loop.time()
 *     while True:
 *         await sync(log)
 *         next += period
 *         await asyncio.sleep(next - loop.time())
 *
 * async def serve(seconds, log):
 *     syncing = asyncio.create_task(every(2, log), name="sync")
 *     await asyncio.sleep(seconds)
 *     syncing.cancel()
 *     await asyncio.wait([syncing])
 * </pre>
 */
public final class PeriodicSync {
  private PeriodicSync() {}

  @Async
  private static Coroutine<Void> sync(Consumer<Long> log) {
    log.accept(runningLoop().time());
    await(sleep(millis(300)));
    return done();
  }

  @Async
  private static Coroutine<Void> every(Duration period, Consumer<Long> log) {
    long next = runningLoop().time();
    while (true) {
      await(sync(log));
      next += period.toNanos();
      await(sleep(Duration.ofNanos(next - runningLoop().time())));
    }
  }

  @Async
  static Coroutine<Void> serve(Duration howLong, Consumer<Long> log) {
    var syncing = createTask("sync", every(Duration.ofSeconds(2), log));
    await(sleep(howLong));
    syncing.cancel();
    await(waitAll(List.of(syncing)));
    return done();
  }

  /** Syncs for five seconds. */
  public static void main(String[] args) {
    run(serve(Duration.ofSeconds(5), System.out::println));
  }
}
