package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Waits for an event. */
final class EventWait extends QueuedLeaf<Void> {
  private final AsyncEvent event;

  EventWait(AsyncEvent event) {
    super(event.waiters);
    this.event = event;
  }

  @Override
  @Nullable Object begin(Loop loop) {
    return event.isSet() ? null : parkInQueue(loop);
  }

  @Override
  protected String label() {
    return "an event";
  }
}
