package dev.simmer;

import dev.simmer.support.v1.Frame;
import org.jspecify.annotations.Nullable;

/** Finds the frame of a coroutine, and explains why something has none. */
final class Frames {
  private Frames() {}

  static Frame<?> of(@Nullable Coroutine<?> coroutine) {
    if (coroutine instanceof Frame<?> frame) {
      return frame;
    }
    throw notAwaitable(coroutine);
  }

  /** Makes a coroutine of anything that can be awaited, so that it can become a task. */
  static Frame<?> awaiting(Awaitable<?> awaitable) {
    if (awaitable instanceof Frame<?> frame) {
      return frame;
    }
    if (awaitable instanceof AsyncEvent event) {
      return of(event.waiting.coroutine(null));
    }
    throw notAwaitable(awaitable);
  }

  static RuntimeException notAwaitable(@Nullable Object awaitable) {
    if (awaitable == null) {
      return new NullPointerException(
          "null was to be awaited or made a task. A method that returns Coroutine returned null; an @Async method ends"
              + " with return done(...), and a mock needs an answer such as done(value).");
    }
    return new IllegalStateException(
        awaitable.getClass().getName()
            + " is a Coroutine that Simmer did not make, so it cannot run; a mock of a Coroutine is one. Use"
            + " done(value), async(() -> ...) or a Promise instead.");
  }
}
