package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Waits in a queue until woken, and that is all. */
final class QueueWait extends QueuedLeaf<Void> {
  private final String label;

  QueueWait(WaitQueue queue, String label) {
    super(queue);
    this.label = label;
  }

  @Override
  @Nullable Object begin(Loop loop) {
    return parkInQueue(loop);
  }

  @Override
  protected String label() {
    return label;
  }
}
