package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncQueue;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.QueueShutdownException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Queues of every order, and their end. */
final class QueueOperations {
  private QueueOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of(
            "queue, get", () -> new Empty(new AsyncQueue<>(), AsyncQueue::get), "AsyncQueue.get()"),
        Operation.of("queue, get, bounded", () -> new Empty(new AsyncQueue<>(1), AsyncQueue::get)),
        Operation.of(
            "queue, get, lifo",
            () -> new Empty(AsyncQueue.lifo(0), AsyncQueue::get),
            "AsyncQueue.lifo(int)"),
        Operation.of(
            "queue, get, priority",
            () -> new Empty(AsyncQueue.priority(Comparator.naturalOrder(), 0), AsyncQueue::get),
            "AsyncQueue.priority(Comparator,int)"),
        Operation.of(
            "queue, each",
            () -> new Empty(new AsyncQueue<>(), QueueOperations::first),
            "Simmer.each(AsyncIterable)"),
        Operation.of(
            "queue, hasNext",
            () -> new Empty(new AsyncQueue<>(), QueueOperations::next),
            "AsyncQueue.asyncIterator()",
            "AsyncIterable.asyncIterator()"),
        Operation.of(
            "queue, put", () -> new Full(() -> new AsyncQueue<>(1)), "AsyncQueue.put(Object)"),
        Operation.of("queue, put, lifo", () -> new Full(() -> AsyncQueue.lifo(1))),
        Operation.of(
            "queue, put, priority",
            () -> new Full(() -> AsyncQueue.priority(Comparator.naturalOrder(), 1))),
        Operation.of("queue, join", Unfinished::new, "AsyncQueue.join()"),
        Operation.of("queue, get until shutdown", () -> new Ending(0, QueueOperations::getOrEnd)),
        Operation.of("queue, each until shutdown", () -> new Ending(0, QueueOperations::first)),
        Operation.of("queue, put until shutdown", () -> new Ending(1, QueueOperations::putOrEnd)));
  }

  @Async
  private static Coroutine<Integer> first(AsyncQueue<Integer> queue) {
    for (int item : each(queue)) {
      return done(item);
    }
    return done(-1);
  }

  @Async
  private static Coroutine<Integer> next(AsyncQueue<Integer> queue) {
    var iterator = queue.asyncIterator();
    await(iterator.hasNext());
    return done(iterator.next());
  }

  @Async
  private static Coroutine<Integer> getOrEnd(AsyncQueue<Integer> queue) {
    try {
      return done(await(queue.get()));
    } catch (QueueShutdownException ended) {
      return done(-1);
    }
  }

  @Async
  private static Coroutine<Integer> putOrEnd(AsyncQueue<Integer> queue) {
    try {
      await(queue.put(2));
      return done(2);
    } catch (QueueShutdownException ended) {
      return done(-1);
    }
  }

  /** An empty queue into which the event puts one item. */
  private static final class Empty extends World {
    private final AsyncQueue<Integer> queue;
    private final Function<AsyncQueue<Integer>, Awaitable<?>> call;

    Empty(AsyncQueue<Integer> queue, Function<AsyncQueue<Integer>, Awaitable<?>> call) {
      this.queue = queue;
      this.call = call;
    }

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    Awaitable<?> call() {
      return call.apply(queue);
    }

    @Override
    void happen() {
      queue.offer(7);
    }

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(served + queue.size()).as("received and left").isEqualTo(1);
      if (served == 0) {
        assertThat(await(atOnce(queue.get()))).isEqualTo(7);
      }
      await(atOnce(queue.put(8)));
      assertThat(await(atOnce(queue.get()))).isEqualTo(8);
      return done();
    }
  }

  /** A full queue from which the event takes one item. */
  private static final class Full extends World {
    private final AsyncQueue<Integer> queue;

    Full(Supplier<AsyncQueue<Integer>> queue) {
      this.queue = queue.get();
      this.queue.offer(1);
    }

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    Awaitable<?> call() {
      return queue.put(2);
    }

    @Override
    void happen() {
      assertThat(queue.poll()).isEqualTo(1);
    }

    @Override
    @Async
    Coroutine<Void> check() {
      assertThat(1 + served).as("sent").isEqualTo(1 + queue.size());
      if (served == 0) {
        await(atOnce(queue.put(3)));
      }
      await(atOnce(queue.get()));
      assertThat(queue.isEmpty()).isTrue();
      return done();
    }
  }

  /** A queue whose one item the event says to be done. */
  private static final class Unfinished extends World {
    private final AsyncQueue<Integer> queue = new AsyncQueue<>();

    Unfinished() {
      queue.offer(1);
      queue.poll();
    }

    @Override
    Awaitable<?> call() {
      return queue.join();
    }

    @Override
    void happen() {
      queue.taskDone();
    }

    @Override
    Coroutine<Void> check() {
      return atOnce(queue.join());
    }
  }

  /** A queue, empty or full, that the event shuts down. */
  private static final class Ending extends World {
    private final int items;
    private final AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    private final Function<AsyncQueue<Integer>, Awaitable<?>> call;

    Ending(int items, Function<AsyncQueue<Integer>, Awaitable<?>> call) {
      this.items = items;
      this.call = call;
      for (int i = 0; i < items; i++) {
        queue.offer(i);
      }
    }

    @Override
    Awaitable<?> call() {
      return call.apply(queue);
    }

    @Override
    void happen() {
      queue.shutdown();
    }

    @Override
    Coroutine<Void> check() {
      assertThat(queue.size()).isEqualTo(items);
      return done();
    }
  }
}
