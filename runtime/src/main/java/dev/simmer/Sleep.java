package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/** How long tasks sleep, and what they wake with; one object serves all that sleep alike. */
final class Sleep {
  final long nanos;
  final @Nullable Object result;

  Sleep(long nanos, @Nullable Object result) {
    this.nanos = nanos;
    this.result = result;
  }

  String label() {
    return "sleep of " + Durations.text(nanos);
  }

  /**
   * What a task waits for that sleeps, and is its own node in the timers. Its deadline is here, as
   * a bigger task would cost those more that never sleep.
   */
  static final class Until implements Wait {
    final Sleep sleep;
    long deadline;

    Until(Sleep sleep) {
      this.sleep = sleep;
    }
  }

  /**
   * A sleep that has not begun. Nothing refers to it once it has, so where HotSpot sees the call
   * and its await it allocates none.
   */
  static final class Call<T> extends Frame<T> {
    private final long nanos;
    private final @Nullable T result;

    Call(long nanos, @Nullable T result) {
      this.nanos = nanos;
      this.result = result;
    }

    static <T> Coroutine<T> of(long nanos, @Nullable T result) {
      return new Call<>(nanos, result);
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) {
      point = RUNNING;
      Loop loop = (Loop) trampoline;
      loop.requireTask().sleep(loop.sleepOf(nanos, result));
      loop.suspendHere();
      return null;
    }

    @Override
    protected String label() {
      return new Sleep(nanos, result).label();
    }
  }
}
