package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait until something has happened.
 *
 * <pre>{@code
 * AsyncEvent started = new AsyncEvent();
 * createTask(() -> { await(started); return serve(); });
 * started.set();
 * }</pre>
 *
 * <p>Awaiting it waits until it is set, and not at all when it is. Cancelling the await leaves the
 * event as it is. Belongs to the loop that first waits for it. Mirrors {@code asyncio.Event}.
 */
public final class AsyncEvent implements Awaitable<Void> {
  final WaitQueue waiters = new WaitQueue("an AsyncEvent");
  final QueueWait waiting = new Waiting();
  private boolean set;

  /** Creates an event that is not set; may be called anywhere. */
  public AsyncEvent() {}

  /**
   * Sets the event and wakes every task that waits, even if it is cleared before they run. Does not
   * suspend.
   */
  public void set() {
    waiters.checkThread();
    set = true;
    waiters.wakeAll();
  }

  /** Clears the event: from here on, awaiting it waits again. Does not suspend. */
  public void clear() {
    waiters.checkThread();
    set = false;
  }

  /**
   * Says whether the event is set. Does not suspend.
   *
   * @return true after {@link #set}, false after {@link #clear}
   */
  public boolean isSet() {
    return set;
  }

  private final class Waiting extends QueueWait {
    Waiting() {
      super(waiters);
    }

    @Override
    @Nullable Object begin(Loop loop, @Nullable Object brought) {
      return set ? null : NOT_YET;
    }

    @Override
    String label() {
      return "an event";
    }
  }
}
