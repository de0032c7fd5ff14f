package dev.simmer;

/**
 * Stands for a callback that the loop will run.
 *
 * <pre>{@code
 * Handle later = runningLoop().callLater(seconds(5), this::refresh);
 * later.cancel();
 * }</pre>
 *
 * <p>Belongs to the loop's thread. Mirrors {@code asyncio.Handle} and {@code asyncio.TimerHandle}.
 */
public interface Handle {
  /**
   * Withdraws the callback; does nothing when it has run or was withdrawn before. Does not suspend.
   */
  void cancel();

  /**
   * Says whether the callback was withdrawn.
   *
   * @return true after {@link #cancel}
   */
  boolean isCancelled();
}
