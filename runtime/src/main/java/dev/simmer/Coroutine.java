package dev.simmer;

import dev.simmer.support.v1.Frame;

/**
 * Holds a computation that has not started: what calling an {@link Async} method returns.
 *
 * <pre>{@code
 * Coroutine<String> page = fetch(url); // nothing runs yet
 * String text = await(page);           // runs here, in place
 * }</pre>
 *
 * <p>A coroutine runs when it is awaited or made a task, and it runs once: a second await throws
 * {@link IllegalStateException}. Creating one never suspends and may happen on any thread. Mirrors
 * asyncio's coroutine objects.
 *
 * @param <T> the type of the result
 */
public abstract non-sealed class Coroutine<T> implements Awaitable<T> {
  /**
   * Creates the object; only Simmer's own frames do.
   *
   * @hidden
   */
  @SuppressWarnings("InvalidBlockTag") // known to javadoc from JDK 9 on
  protected Coroutine() {}

  /**
   * Gives up a coroutine that will not run, so that debug mode does not report it as never awaited.
   *
   * <p>Does nothing when it has been awaited or closed already. Does not suspend; call it on any
   * thread that owns the coroutine. Mirrors {@code coroutine.close()} of a coroutine that was not
   * started.
   */
  public final void close() {
    if (this instanceof Frame<?> frame) {
      frame.abandon();
    }
  }
}
