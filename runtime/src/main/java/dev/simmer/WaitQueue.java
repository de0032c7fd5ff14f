package dev.simmer;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait at one primitive, in the order they came.
 *
 * <p>Linked through the tasks themselves. Binds to the loop of its first waiter, so primitives may
 * be fields that are created anywhere.
 */
final class WaitQueue {
  private final String owner;
  private @Nullable Loop loop;
  private @Nullable Task<?> first;
  private @Nullable Task<?> last;

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

  void add(Task<?> task) {
    Task<?> before = last;
    task.previous = before;
    if (before == null) {
      first = task;
    } else {
      before.next = task;
    }
    last = task;
  }

  /** Removes a task that is here. */
  void remove(Task<?> task) {
    Task<?> before = (Task<?>) task.previous;
    Task<?> after = (Task<?>) task.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    task.previous = null;
    task.next = null;
  }

  /** Removes the first task and makes it ready; false when there is none. */
  boolean wakeFirst() {
    Task<?> task = first;
    if (task == null) {
      return false;
    }
    Apart.wake(this, task);
    return true;
  }

  private void wake(Task<?> task) {
    Task<?> after = (Task<?>) task.next;
    first = after;
    if (after == null) {
      last = null;
    } else {
      after.previous = null;
      task.next = null;
    }
    task.wake();
  }

  void wakeAll() {
    while (wakeFirst()) {}
  }

  /**
   * Keeps what waits and wakes out of what only looks whether there is need to: with them that is
   * too big for HotSpot to put it into the bodies that await it, and each await allocates its call.
   * HotSpot takes what an exception does for rare, and puts it nowhere but into what calls it
   * directly. Nobody throws it.
   */
  @SuppressWarnings("serial")
  static final class Apart extends Error {
    static void wake(WaitQueue queue, Task<?> task) {
      queue.wake(task);
    }

    static void park(Task<?> task, QueueWait wait) {
      task.queueUp(wait);
    }
  }
}
