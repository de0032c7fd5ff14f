package dev.simmer;

public abstract class AsyncGenerator<T>
    implements AsyncIterable<T>, AsyncIterator<T>, AsyncCloseable {
  @Override
  public abstract Coroutine<Void> closeAsync();
}
