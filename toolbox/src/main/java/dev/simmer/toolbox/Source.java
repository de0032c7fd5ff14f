package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncIterator;
import dev.simmer.Coroutine;
import java.util.List;

/** An iteration that is stepped by hand, and closed unless it has come to its end by itself. */
final class Source<T> implements AsyncCloseable {
  private final AsyncIterator<? extends T> iterator;
  private boolean ended;

  Source(AsyncIterable<? extends T> iterable) {
    iterator = iterable.asyncIterator();
  }

  @Async
  Coroutine<Boolean> hasNext() {
    boolean more = await(iterator.hasNext());
    ended = !more;
    return done(more);
  }

  T next() {
    return iterator.next();
  }

  @Override
  public Coroutine<Void> closeAsync() throws Exception {
    return !ended && iterator instanceof AsyncCloseable open ? open.closeAsync() : done();
  }

  /** Closes sources whose iteration never began, the last one first, and collects failures. */
  @Async
  @SuppressWarnings("async-swallowed-cancellation") // put off until all are closed
  static Coroutine<Void> closeUnused(List<? extends AsyncIterable<?>> sources) {
    Throwable first = null;
    for (int i = sources.size() - 1; i >= 0; i--) {
      if (sources.get(i) instanceof AsyncCloseable open) {
        try {
          await(open.closeAsync());
        } catch (Throwable e) {
          first = Failures.join(first, e);
        }
      }
    }
    Failures.throwIfAny(first);
    return done();
  }
}
