package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.waitAll;

import dev.simmer.Async;
import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncQueue;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads sources ahead, and hands their elements on as they come. */
final class Readers<T> implements AsyncCloseable {
  private final AsyncQueue<Reader.News<T>> news = new AsyncQueue<>();
  private final List<Reader<T>> readers = new ArrayList<>();
  private int running;
  private Reader.@Nullable News<T> found;

  /** Starts asking every source for up to {@code ahead} elements that are not handed on yet. */
  Readers(String name, List<? extends AsyncIterable<? extends T>> sources, int ahead) {
    for (AsyncIterable<? extends T> source : sources) {
      readers.add(new Reader<>(name + " of " + source, source, ahead, news));
    }
    running = readers.size();
  }

  @Async
  Coroutine<Boolean> hasNext() {
    while (found == null && running > 0) {
      var next = await(news.get());
      if (next.isEnd()) {
        running--;
        await(next.from().task());
      } else {
        found = next;
      }
    }
    return done(found != null);
  }

  @SuppressWarnings("NullAway") // an element may be null where the source's type says so
  T next() {
    Reader.News<T> next = found;
    if (next == null || next.place() == null) {
      throw new NoSuchElementException("next() without a hasNext() that was true");
    }
    found = null;
    next.place().close();
    return next.element();
  }

  /**
   * Cancels the readers and waits for them, one after the other, the last one first, however often
   * it is cancelled itself.
   */
  @Override
  @Async
  @SuppressWarnings("async-swallowed-cancellation") // put off until nothing is left behind
  public Coroutine<Void> closeAsync() {
    Throwable first = null;
    for (int i = readers.size() - 1; i >= 0; i--) {
      var reader = readers.get(i);
      if (!reader.stop()) {
        reader.failure(); // passed on already, or not reached
        continue;
      }
      while (!reader.task().isDone()) {
        try {
          await(waitAll(List.of(reader.task())));
        } catch (CancelledError e) {
          first = Failures.join(first, e);
        }
      }
      try {
        await(reader.closeUnused());
      } catch (Throwable e) {
        first = Failures.join(first, e);
      }
      var failure = reader.failure();
      if (failure != null) {
        first = Failures.join(first, failure);
      }
    }
    Failures.throwIfAny(first);
    return done();
  }
}
