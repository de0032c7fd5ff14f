package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncIterator;
import dev.simmer.Coroutine;
import java.util.List;

/**
 * A generator and the sources it reads, which it closes itself once its body runs; until then, this
 * does.
 */
final class Pipe<T> extends AsyncGenerator<T> {
  private final AsyncGenerator<T> body;
  private final List<? extends AsyncIterable<?>> sources;
  private boolean begun;

  Pipe(AsyncGenerator<T> body, List<? extends AsyncIterable<?>> sources) {
    this.body = body;
    this.sources = sources;
  }

  @Override
  public AsyncIterator<T> asyncIterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> hasNext() {
    begun = true;
    return body.hasNext();
  }

  @Override
  public T next() {
    return body.next();
  }

  @Override
  @Async
  public Coroutine<Void> closeAsync() {
    await(body.closeAsync());
    if (!begun) {
      begun = true;
      await(Source.closeUnused(sources));
    }
    return done();
  }

  @Override
  public String toString() {
    return body.toString();
  }
}
