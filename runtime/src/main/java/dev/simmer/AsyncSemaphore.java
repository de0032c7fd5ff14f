package dev.simmer;

/**
 * Lets a limited number of tasks at a time into a section that awaits.
 *
 * <pre>{@code
 * AsyncSemaphore limit = new AsyncSemaphore(20);
 * try (Permit permit = await(limit.acquire())) {
 *   return fetch(url);
 * }
 * }</pre>
 *
 * <p>Fair: permits go to waiters in the order they came, and a newcomer does not overtake them.
 * Belongs to the loop that first waits for it. Mirrors {@code asyncio.Semaphore}.
 */
public final class AsyncSemaphore {
  private final PermitPool pool;

  /**
   * Creates a semaphore; may be called anywhere.
   *
   * @param permits how many tasks may hold a permit at first; not negative
   */
  public AsyncSemaphore(int permits) {
    pool = new PermitPool("an AsyncSemaphore", permits);
  }

  /**
   * Waits for a permit.
   *
   * <p>Suspends while none is free; cancelling the wait hands a permit that was on its way to the
   * next waiter. Awaiting this when a permit is free takes no turn of the loop.
   *
   * @return a coroutine that yields the permit, to be closed
   */
  public Coroutine<Permit> acquire() {
    return pool.acquire();
  }

  /**
   * Adds a permit and wakes the next waiter. Does not suspend. Closing the {@link Permit} is the
   * usual way.
   */
  public void release() {
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
