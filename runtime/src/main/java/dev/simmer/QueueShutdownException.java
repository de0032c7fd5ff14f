package dev.simmer;

/**
 * Says that a queue was shut down: nothing more goes in, and what was left has been handed out.
 *
 * <p>Mirrors {@code asyncio.QueueShutDown}.
 */
public final class QueueShutdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was tried
   */
  public QueueShutdownException(String message) {
    super(message);
  }
}
