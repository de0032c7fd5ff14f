package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Holds a result that the program itself provides.
 *
 * <pre>{@code
 * Promise<String> answer = new Promise<>();
 * client.onAnswer(text -> loop.post(() -> answer.complete(text)));
 * String text = await(answer);
 * }</pre>
 *
 * <p>Belongs to the loop that runs when it is made, and to its thread: other threads complete it
 * through {@link EventLoop#post}. Mirrors {@code loop.create_future()}.
 *
 * @param <T> the type of the result
 */
public final class Promise<T> extends Deferred<T> {
  /**
   * Creates a pending one. Does not suspend.
   *
   * @throws IllegalStateException where no loop runs
   */
  public Promise() {
    super(Loop.running("new Promise()"));
  }

  Promise(Loop loop) {
    super(loop);
  }

  /**
   * Provides the value. Does not suspend.
   *
   * @param value the value, which may be null
   * @throws IllegalStateException when it has ended before
   */
  public void complete(@Nullable T value) {
    if (!tryComplete(value)) {
      throw ended("complete(...)");
    }
  }

  /**
   * Provides a failure. Does not suspend.
   *
   * @param exception the very object that awaiting throws
   * @throws IllegalStateException when it has ended before
   */
  public void fail(Throwable exception) {
    if (!tryFail(exception)) {
      throw ended("fail(...)");
    }
  }

  /**
   * Provides the value unless it has ended. Does not suspend.
   *
   * @param value the value, which may be null
   * @return false when it has ended before
   */
  public boolean tryComplete(@Nullable T value) {
    loop().checkThread(this);
    return settle(SUCCEEDED, value);
  }

  /**
   * Provides a failure unless it has ended; a {@link CancelledError} makes it cancelled. Does not
   * suspend.
   *
   * @param exception the very object that awaiting throws
   * @return false when it has ended before
   */
  public boolean tryFail(Throwable exception) {
    if (exception == null) {
      throw new NullPointerException("a Promise fails with an exception, not with null");
    }
    loop().checkThread(this);
    return settle(exception instanceof CancelledError ? CANCELLED : FAILED, exception);
  }

  private IllegalStateException ended(String call) {
    return new IllegalStateException(
        call
            + " was called on a Promise that has already "
            + (state() == SUCCEEDED ? "a value" : state() == FAILED ? "failed" : "been cancelled")
            + ". Use tryComplete(...) or tryFail(...) where several may provide the result.");
  }
}
