package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Tells a task, at the await where it stands, that somebody asked it to stop.
 *
 * <pre>{@code
 * try {
 *   await(work());
 * } catch (CancelledError e) {
 *   undo();
 *   throw e;
 * }
 * }</pre>
 *
 * <p>An {@link Error}, so that {@code catch (Exception e)} does not swallow a cancellation. It has
 * no stack trace of its own making, since it is thrown in bulk. Clean up in {@code finally}, or
 * catch it and throw it on. Mirrors {@code asyncio.CancelledError}.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param message what was given to {@code cancel}; may be null
   */
  public CancelledError(@Nullable String message) {
    super(message);
  }

  /**
   * Leaves the stack trace empty, yet writable.
   *
   * @return this error
   */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
