package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait at one primitive, in the order they came.
 *
 * <p>Linked through the waiting frames themselves. Binds to the loop of its first waiter, so
 * primitives may be fields that are created anywhere.
 */
final class WaitQueue {
  private final String owner;
  private @Nullable Loop loop;
  private @Nullable QueuedLeaf<?> first;
  private @Nullable QueuedLeaf<?> last;

  /** Names the primitive, for messages: {@code an AsyncLock}. */
  WaitQueue(String owner) {
    this.owner = owner;
  }

  void bind(Loop to) {
    if (loop == null) {
      loop = to;
    } else if (loop != to) {
      throw new IllegalStateException(
          owner
              + " was first waited for on another loop, and serves that one only. Make one for each run, or share it"
              + " within a Runner.");
    }
  }

  /** Refuses other threads in debug mode. */
  void checkThread() {
    if (loop != null) {
      loop.checkThread(owner);
    }
  }

  boolean isEmpty() {
    return first == null;
  }

  @Nullable QueuedLeaf<?> first() {
    return first;
  }

  void add(QueuedLeaf<?> leaf) {
    leaf.previous = last;
    if (last == null) {
      first = leaf;
    } else {
      last.following = leaf;
    }
    last = leaf;
  }

  /** Removes a waiter; does nothing when it is not here. */
  void remove(QueuedLeaf<?> leaf) {
    QueuedLeaf<?> before = leaf.previous;
    QueuedLeaf<?> after = leaf.following;
    if (before == null && first != leaf) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.following = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    leaf.previous = null;
    leaf.following = null;
  }

  /** Removes and wakes the first waiter; false when there is none. */
  boolean wakeFirst() {
    QueuedLeaf<?> leaf = first;
    if (leaf == null) {
      return false;
    }
    remove(leaf);
    leaf.wake();
    return true;
  }

  void wakeAll() {
    while (wakeFirst()) {}
  }

  /**
   * Returns the first waiter that has not been woken, for primitives that keep woken ones until
   * they run.
   */
  @Nullable QueuedLeaf<?> firstParked() {
    QueuedLeaf<?> leaf = first;
    while (leaf != null && !leaf.isParked()) {
      leaf = leaf.following;
    }
    return leaf;
  }
}
