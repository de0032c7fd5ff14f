package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;

import dev.simmer.Async;
import dev.simmer.AsyncCondition;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncLock;
import dev.simmer.AsyncQueue;
import dev.simmer.Coroutine;
import java.util.ArrayList;
import java.util.List;

/**
 * Lock, event, condition and queue between coroutines: used as with threads, and all on one.
 *
 * <pre>
 * async def cook(self, dish):
 *     await self.open.wait()
 *     async with self.stove:
 *         await asyncio.sleep(0.01)
 *         await self.ready.put(dish)
 *     async with self.served:
 *         self.count += 1
 *         self.served.notify_all()
 *
 * async def dinner(self, dishes):
 *     async with asyncio.TaskGroup() as group:
 *         for dish in dishes:
 *             group.create_task(self.cook(dish))
 *         self.open.set()
 *         async with self.served:
 *             await self.served.wait_for(lambda: self.count == len(dishes))
 *     return [await self.ready.get() for _ in dishes]
 * </pre>
 */
public final class OneThreadPrimitives {
  private final AsyncEvent open = new AsyncEvent();
  private final AsyncLock stove = new AsyncLock();
  private final AsyncCondition served = new AsyncCondition();
  private final AsyncQueue<String> ready = new AsyncQueue<>();
  private int count;

  @Async
  private Coroutine<Void> cook(String dish) {
    await(open);
    try (var held = await(stove.acquire())) {
      await(sleep(millis(10)));
      await(ready.put(dish));
    }
    try (var held = await(served.acquire())) {
      count++;
      served.signalAll();
    }
    return done();
  }

  @Async
  Coroutine<List<String>> dinner(List<String> dishes) {
    try (var group = taskGroup()) {
      for (var dish : dishes) {
        group.createTask(dish, cook(dish));
      }
      open.set();
      try (var held = await(served.acquire())) {
        await(served.awaitUntil(() -> count == dishes.size()));
      }
    }
    var eaten = new ArrayList<String>();
    for (var ignored : dishes) {
      eaten.add(await(ready.get()));
    }
    return done(eaten);
  }

  /** Serves three dishes from one stove. */
  public static void main(String[] args) {
    System.out.println(run(new OneThreadPrimitives().dinner(List.of("soup", "rice", "tea"))));
  }
}
