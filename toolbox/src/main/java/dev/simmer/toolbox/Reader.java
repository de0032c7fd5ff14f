package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncQueue;
import dev.simmer.AsyncSemaphore;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.Permit;
import dev.simmer.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source ahead, in a task of its own that opens it, steps it and closes it: a source may
 * hold scopes open, which belong to the task that entered them.
 */
final class Reader<T> {
  /** What a reader has to say: an element and its place in the buffer, or that its task is done. */
  record News<T>(Reader<T> from, @Nullable T element, @Nullable Permit place) {
    boolean isEnd() {
      return place == null;
    }
  }

  private final AsyncIterable<? extends T> source;
  private final AsyncSemaphore places;
  private final AsyncQueue<News<T>> news;
  private final Task<Void> task;
  private boolean begun;
  private boolean stopped;

  /** Starts reading up to {@code ahead} elements that are not handed on yet. */
  Reader(String name, AsyncIterable<? extends T> source, int ahead, AsyncQueue<News<T>> news) {
    this.source = source;
    this.news = news;
    places = new AsyncSemaphore(ahead);
    task = createTask(name, read());
    task.onDone(end -> news.offer(new News<>(this, null, null)));
  }

  @Async
  private Coroutine<Void> read() {
    begun = true;
    try (var elements = new Source<T>(source)) {
      var place = await(places.acquire());
      // A source may swallow the cancel and go on, with nobody left to make room.
      while (await(elements.hasNext()) && !stopped) {
        news.offer(new News<>(this, elements.next(), place));
        place = await(places.acquire());
      }
    }
    return done();
  }

  Task<Void> task() {
    return task;
  }

  /** Cancels the task; false when it was done already. */
  boolean stop() {
    stopped = true;
    return task.cancel();
  }

  /** Closes the source if the task was cancelled before it could. */
  Coroutine<Void> closeUnused() {
    return begun ? done() : Source.closeUnused(List.of(source));
  }

  /** Returns what the task failed with, and marks it as seen; null when it did not fail. */
  @Nullable Throwable failure() {
    try {
      return task.exception();
    } catch (CancelledError e) {
      return null;
    }
  }
}
