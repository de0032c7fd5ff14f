package dev.simmer;

import org.jspecify.annotations.Nullable;

/** A leaf that waits in the queue of a primitive, as its own node there. */
abstract class QueuedLeaf<T> extends Leaf<T> {
  final WaitQueue queue;
  @Nullable QueuedLeaf<?> previous;
  @Nullable QueuedLeaf<?> following;

  QueuedLeaf(WaitQueue queue) {
    this.queue = queue;
  }

  /** Suspends the running task at the end of the queue. */
  final @Nullable Object parkInQueue(Loop loop) {
    queue.bind(loop);
    park(loop);
    queue.add(this);
    return null;
  }

  @Override
  void withdraw() {
    queue.remove(this);
  }
}
