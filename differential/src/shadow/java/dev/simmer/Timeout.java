package dev.simmer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;

/** A deadline that comes when something is awaited that never ends, and not before. */
public final class Timeout implements AutoCloseable {
  private static final ThreadLocal<Deque<Timeout>> SHORT =
      ThreadLocal.withInitial(ArrayDeque::new);

  private boolean expired;

  Timeout(Duration delay) {
    if (delay.toMillis() == 1) {
      SHORT.get().push(this);
    }
  }

  public boolean expired() {
    return expired;
  }

  /** What awaiting something that never ends throws when the deadline has passed. */
  public static Throwable expire() {
    SHORT.get().element().expired = true;
    return new CancelledError(null);
  }

  /** Leaves a block that {@code thrown} has ended. */
  public <X extends Exception> RuntimeException failed(Throwable thrown) throws X {
    SHORT.get().remove(this);
    if (expired) {
      TimeoutException timeout = new TimeoutException("the timeout(...) block took too long");
      if (thrown instanceof CancelledError) {
        timeout.initCause(thrown);
        throw Simmer.<RuntimeException>sneaky(timeout);
      }
      thrown.addSuppressed(timeout);
    }
    throw Simmer.<RuntimeException>sneaky(thrown);
  }

  @Override
  public void close() throws TimeoutException {
    SHORT.get().remove(this);
  }
}
