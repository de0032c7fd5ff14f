package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.AsyncQueue;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import dev.simmer.benchmarks.workload.Messages;
import java.util.ArrayList;
import java.util.List;

/** W5 and W9 with Simmer. */
public final class SimmerMessages implements Messages {
  @Override
  public long pipe(int capacity, int n) {
    return run(throughOneQueue(capacity, n));
  }

  @Override
  public long pingPong(int n) {
    return run(overTwoQueues(n));
  }

  @Override
  public int permits(int permits, int n) {
    return run(guarded(permits, n));
  }

  @Async
  private Coroutine<Long> throughOneQueue(int capacity, int n) {
    AsyncQueue<Integer> queue = new AsyncQueue<>(capacity);
    Task<Void> producer = createTask(produce(queue, n));
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(queue.get());
    }
    await(producer);
    return done(sum);
  }

  @Async
  private Coroutine<Void> produce(AsyncQueue<Integer> queue, int n) {
    for (int i = 0; i < n; i++) {
      await(queue.put(i));
    }
    return done();
  }

  @Async
  private Coroutine<Long> overTwoQueues(int n) {
    AsyncQueue<Integer> pings = new AsyncQueue<>(1);
    AsyncQueue<Integer> pongs = new AsyncQueue<>(1);
    Task<Void> answering = createTask(answer(pings, pongs, n));
    int ball = 0;
    for (int i = 0; i < n; i++) {
      await(pings.put(ball));
      ball = await(pongs.get());
    }
    await(answering);
    return done((long) ball);
  }

  @Async
  private Coroutine<Void> answer(AsyncQueue<Integer> pings, AsyncQueue<Integer> pongs, int n) {
    for (int i = 0; i < n; i++) {
      int ball = await(pings.get());
      await(pongs.put(ball + 1));
    }
    return done();
  }

  @Async
  private Coroutine<Integer> guarded(int permits, int n) {
    AsyncSemaphore semaphore = new AsyncSemaphore(permits);
    List<Task<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(sleepWithPermit(semaphore)));
    }
    int slept = 0;
    for (int each : await(gather(tasks))) {
      slept += each;
    }
    return done(slept);
  }

  @Async
  private Coroutine<Integer> sleepWithPermit(AsyncSemaphore semaphore) {
    try (var permit = await(semaphore.acquire())) {
      await(sleep(millis(1)));
    }
    return done(1);
  }
}
