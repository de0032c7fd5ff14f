package dev.simmer;

/**
 * Limits like {@link AsyncSemaphore}, and refuses to be released more often than acquired.
 *
 * <pre>{@code
 * BoundedSemaphore connections = new BoundedSemaphore(4);
 * try (Permit permit = await(connections.acquire())) {
 *   await(query());
 * }
 * }</pre>
 *
 * <p>Mirrors {@code asyncio.BoundedSemaphore}.
 */
public final class BoundedSemaphore {
  private final PermitPool pool;
  private final int bound;

  /**
   * Creates a semaphore; may be called anywhere.
   *
   * @param permits how many tasks may hold a permit; not negative
   */
  public BoundedSemaphore(int permits) {
    pool = new PermitPool("a BoundedSemaphore", permits);
    bound = permits;
  }

  /**
   * Waits for a permit; suspends and is cancelled like {@link AsyncSemaphore#acquire}.
   *
   * @return a coroutine that yields the permit, to be closed
   */
  public Coroutine<Permit> acquire() {
    return pool.acquire();
  }

  /**
   * Adds a permit and wakes the next waiter. Does not suspend.
   *
   * @throws IllegalStateException when that would be more permits than at the start
   */
  public void release() {
    if (pool.permits() >= bound) {
      throw new IllegalStateException(
          "release() was called on a BoundedSemaphore more often than acquire(): it already has all its "
              + bound
              + " permits. Close the Permit of acquire() instead, which releases once.");
    }
    pool.release();
  }

  /**
   * Says whether acquiring would wait. Does not suspend.
   *
   * @return true when no permit is free or others are waiting
   */
  public boolean isLocked() {
    return pool.isLocked();
  }
}
