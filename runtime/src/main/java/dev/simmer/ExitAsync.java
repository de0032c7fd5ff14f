package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/** Closes a resource whose block ended by an exception, and returns that exception. */
final class ExitAsync extends Frame<Object> {
  private static final int WAITING = 2;

  private final AsyncCloseable resource;
  private final Throwable thrown;

  ExitAsync(AsyncCloseable resource, Throwable thrown) {
    this.resource = resource;
    this.thrown = thrown;
  }

  static Frame<?> of(AsyncCloseable resource, Throwable thrown) {
    return new ExitAsync(resource, thrown);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) {
    int depth = trampoline.depth;
    int from = point;
    point = RUNNING;
    try {
      if (from == WAITING) {
        trampoline.take();
        return thrown;
      }
      Trampoline.await(resource.closeAsync(), trampoline, depth);
    } catch (Throwable closing) {
      if (from == WAITING
          && closing instanceof CancelledError
          && !(thrown instanceof CancelledError)) {
        // It ends up inside the failure, where nobody looks for it: the next await throws it again.
        ((Loop) trampoline).requireTask().cancelAgain(closing.getMessage());
      }
      return combined(thrown, closing);
    }
    if (trampoline.suspended == null) {
      return thrown;
    }
    point = WAITING;
    trampoline.suspend(this);
    return null;
  }

  /**
   * Says what a block throws whose closing failed too. As in javac's own code, the first with the
   * second suppressed; only a cancel gives way, for nobody would look inside it, and the failure
   * would be lost. It gives way to another cancel too: the first may be a generator's close, which
   * ends there, and the second is for the task.
   */
  static Throwable combined(Throwable thrown, Throwable closing) {
    if (closing == thrown) {
      return thrown;
    }
    if (thrown instanceof CancelledError) {
      closing.addSuppressed(thrown);
      return closing;
    }
    thrown.addSuppressed(closing);
    return thrown;
  }

  @Override
  protected String label() {
    return "closing a resource";
  }
}
