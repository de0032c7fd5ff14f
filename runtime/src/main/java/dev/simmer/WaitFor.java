package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Awaits something inside a timeout of its own. */
final class WaitFor<T> extends Frame<T> {
  private static final int WAITING = 2;
  private static final int STOPPING = 3;

  private final Awaitable<T> awaitable;
  private final long nanos;
  private @Nullable Timeout timeout;
  private int cancellingBefore;

  WaitFor(Awaitable<T> awaitable, long nanos) {
    this.awaitable = awaitable;
    this.nanos = nanos;
  }

  static <T> Coroutine<T> of(Awaitable<T> awaitable, long nanos) {
    return new WaitFor<>(awaitable, nanos);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) throws Throwable {
    int depth = trampoline.depth;
    int from = point;
    point = RUNNING;
    if (from == STOPPING) {
      return stopped((Loop) trampoline);
    }
    if (from != WAITING && nanos <= 0) {
      return atOnce((Loop) trampoline, depth);
    }
    return from == WAITING ? resumed(trampoline) : begin((Loop) trampoline, depth);
  }

  private @Nullable Object begin(Loop loop, int depth) throws Throwable {
    Timeout limit =
        new Timeout(
            loop.requireTask(), nanos == Durations.FOREVER ? Durations.FOREVER : loop.after(nanos));
    timeout = limit;
    Object value;
    try {
      value = Trampoline.await(awaitable, loop, depth);
    } catch (Throwable e) {
      throw limit.exit(e);
    }
    if (loop.suspended != null) {
      point = WAITING;
      loop.suspend(this);
      return null;
    }
    limit.exit();
    return value;
  }

  private @Nullable Object resumed(Trampoline trampoline) throws Throwable {
    Timeout limit = timeout;
    if (limit == null) {
      throw new AssertionError("waitFor(...) resumed before it began");
    }
    Object value;
    try {
      value = trampoline.take();
    } catch (Throwable e) {
      throw limit.exit(e);
    }
    limit.exit();
    return value;
  }

  /** No time at all: what is there already counts, and a coroutine is never started. */
  private @Nullable Object atOnce(Loop loop, int depth) throws Throwable {
    if (awaitable instanceof Deferred<T> deferred) {
      if (deferred.isDone()) {
        return Trampoline.await(deferred, loop, depth);
      }
      cancellingBefore = loop.requireTask().cancelling();
      deferred.cancel();
      Object value;
      try {
        value = Trampoline.await(deferred, loop, depth);
      } catch (CancelledError e) {
        throw timedOut(e);
      }
      if (loop.suspended != null) {
        point = STOPPING;
        loop.suspend(this);
        return null;
      }
      return value;
    }
    if (awaitable instanceof AsyncEvent event && event.isSet()) {
      return null;
    }
    if (awaitable instanceof Coroutine<T> coroutine) {
      Frames.of(coroutine).claim();
    }
    throw timedOut(new CancelledError(null));
  }

  private @Nullable Object stopped(Loop loop) throws Throwable {
    try {
      return loop.take();
    } catch (CancelledError e) {
      throw loop.requireTask().cancelling() > cancellingBefore ? e : timedOut(e);
    }
  }

  private static TimeoutException timedOut(CancelledError cause) {
    TimeoutException timeout = new TimeoutException("waitFor(...) was given no time");
    timeout.initCause(cause);
    return timeout;
  }

  @Override
  protected String label() {
    return "waitFor(...)";
  }
}
