package dev.simmer;

/** A computation; in this world one that has ended, unless it is a lambda. */
public abstract class Coroutine<T> implements Awaitable<T> {
  public final void close() {}
}
