package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A save that must finish although the request that wanted it is cancelled. The save is a task of
 * its own, which the loop keeps alive; whoever shuts down awaits it.
 *
 * <pre>
 * async def handle(self, log):
 *     self.saving = asyncio.create_task(self.save(log))
 *     await asyncio.shield(self.saving)
 *     log("answered")
 *
 * async def serve(self, log):
 *     request = asyncio.create_task(self.handle(log))
 *     await asyncio.sleep(1)
 *     request.cancel()
 *     try:
 *         await request
 *     except asyncio.CancelledError:
 *         log("request cancelled")
 *     await self.saving
 * </pre>
 */
public final class ShieldedSave {
  private @Nullable Task<Void> saving;

  @Async
  private Coroutine<Void> save(Consumer<String> log) {
    await(sleep(seconds(5)));
    log.accept("saved");
    return done();
  }

  @Async
  private Coroutine<Void> handle(Consumer<String> log) {
    var save = createTask("save", save(log));
    saving = save;
    await(shield(save));
    log.accept("answered");
    return done();
  }

  @Async
  Coroutine<Void> serve(Consumer<String> log) {
    var request = createTask("request", handle(log));
    await(sleep(seconds(1)));
    request.cancel();
    try {
      await(request);
    } catch (CancelledError e) {
      log.accept("request cancelled");
    }
    if (saving != null) {
      await(saving);
    }
    return done();
  }

  /** Cancels the request and keeps the save. */
  public static void main(String[] args) {
    run(new ShieldedSave().serve(System.out::println));
  }
}
