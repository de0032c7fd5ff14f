package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/**
 * Gives way for one turn of the loop.
 *
 * <p>No {@link Leaf}: nothing can take the turn away, so nothing has to find this frame while the
 * task waits. The task resumes the frame that awaits it, and where HotSpot sees both it allocates
 * none.
 */
final class Yield<T> extends Frame<T> {
  static final String LABEL = "yieldNow()";

  private final @Nullable T result;

  Yield(@Nullable T result) {
    this.result = result;
  }

  /** What a task waits for that gives way; a cancel arrives with the turn. */
  static final class Turn implements Wait {
    private static final Turn PLAIN = new Turn(null);

    final @Nullable Object result;

    private Turn(@Nullable Object result) {
      this.result = result;
    }

    static Turn with(@Nullable Object result) {
      return result == null ? PLAIN : new Turn(result);
    }
  }

  static <T> Coroutine<T> with(@Nullable T result) {
    return new Yield<>(result);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) {
    point = RUNNING;
    Loop loop = (Loop) trampoline;
    loop.requireTask().giveWay(Turn.with(result));
    loop.suspendHere();
    return null;
  }

  @Override
  protected String label() {
    return LABEL;
  }
}
