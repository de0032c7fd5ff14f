package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/**
 * Calls an async lambda in its first step, and then runs the coroutine it returned in its own
 * place.
 */
final class BodyCall<T> extends Frame<T> {
  private final AsyncBody<T, ?> body;

  BodyCall(AsyncBody<T, ?> body) {
    if (body == null) {
      throw new NullPointerException("an async lambda is needed here, and null was given");
    }
    this.body = body;
  }

  static <T> Coroutine<T> of(AsyncBody<T, ?> body) {
    return new BodyCall<>(body);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) throws Throwable {
    int depth = trampoline.depth;
    point = RUNNING;
    Coroutine<T> coroutine = body.call();
    return Trampoline.await(Frames.of(coroutine), trampoline, depth);
  }

  @Override
  protected String label() {
    return "an async lambda";
  }
}
