package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;

import dev.simmer.Async;
import dev.simmer.AsyncQueue;
import dev.simmer.Coroutine;
import dev.simmer.QueueShutdownException;

/**
 * A producer, a queue of twenty, three workers: the producer waits when it is too far ahead, and
 * {@code shutdown} ends the workers once the queue is empty. The {@code pipeline} example does it
 * with real files.
 *
 * <pre>
 * async def produce(queue, count):
 *     for n in range(count):
 *         await queue.put(n)
 *     queue.shutdown()
 *
 * async def consume(queue):
 *     try:
 *         while True:
 *             n = await queue.get()
 *             await asyncio.sleep(0.01)
 *     except asyncio.QueueShutDown:
 *         pass
 *
 * async def pipeline(count):
 *     queue = asyncio.Queue(maxsize=20)
 *     async with asyncio.TaskGroup() as group:
 *         group.create_task(produce(queue, count))
 *         for _ in range(3):
 *             group.create_task(consume(queue))
 * </pre>
 */
public final class BoundedPipeline {
  private int deepest;
  private long sum;

  @Async
  private Coroutine<Void> produce(AsyncQueue<Integer> queue, int count) {
    for (int n = 0; n < count; n++) {
      await(queue.put(n));
      deepest = Math.max(deepest, queue.size());
    }
    queue.shutdown();
    return done();
  }

  @Async
  private Coroutine<Void> consume(AsyncQueue<Integer> queue) {
    try {
      while (true) {
        int n = await(queue.get());
        await(sleep(millis(10)));
        sum += n;
      }
    } catch (QueueShutdownException allHandedOut) {
      return done();
    }
  }

  @Async
  Coroutine<Void> pipeline(int count) {
    var queue = new AsyncQueue<Integer>(20);
    try (var group = taskGroup()) {
      group.createTask("producer", produce(queue, count));
      for (int n = 1; n <= 3; n++) {
        group.createTask("worker " + n, consume(queue));
      }
    }
    return done();
  }

  int deepest() {
    return deepest;
  }

  long sum() {
    return sum;
  }

  /** Sends three hundred numbers through. */
  public static void main(String[] args) {
    var numbers = new BoundedPipeline();
    run(numbers.pipeline(300));
    System.out.println("sum " + numbers.sum() + ", never more than " + numbers.deepest());
  }
}
