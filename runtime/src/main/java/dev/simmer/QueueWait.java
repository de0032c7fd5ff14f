package dev.simmer;

import dev.simmer.support.v1.Trampoline;
import dev.simmer.support.v1.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * How tasks wait in the queue of a primitive: what lets them through, and what they do once woken.
 *
 * <p>One object serves all tasks that wait so, but for those that bring something, see {@link
 * #bringing}. A task is its own node in the queue, so waiting allocates nothing.
 *
 * <table>
 * <caption>States of a task that waits so</caption>
 * <tr><th>state</th><th>entered by</th><th>left by</th></tr>
 * <tr><td>queued</td><td>{@link #park}</td><td>{@link WaitQueue#wakeFirst} or an accepted cancel</td></tr>
 * <tr><td>woken</td><td>{@link WaitQueue#wakeFirst}</td><td>the task's next step, which may nevertheless bring a cancel</td></tr>
 * <tr><td>withdrawn</td><td>an accepted cancel</td><td>the task's next step</td></tr>
 * </table>
 */
abstract class QueueWait extends Waiting implements Wait {
  /** Stands for the result where there is none yet: the task has to wait, or to wait again. */
  static final Object NOT_YET = new Object();

  final WaitQueue queue;

  QueueWait(WaitQueue queue) {
    this.queue = queue;
  }

  /** Returns the result when there is no need to wait, else {@link #NOT_YET}. */
  abstract @Nullable Object begin(Loop loop, @Nullable Object brought) throws Throwable;

  /** Ends the wait of a woken task: returns the result, or {@link #NOT_YET} to wait again. */
  @Nullable Object end(Loop loop) throws Throwable {
    return null;
  }

  /**
   * Cleans up when the task resumes with a cancel; {@code woken} when the wait had already ended
   * well.
   */
  void cancelled(boolean woken) {}

  /** Says what is waited for, for dumps: {@code a lock}. */
  abstract String label();

  @Override
  protected final String what() {
    return label();
  }

  /** Makes a coroutine that waits so, where it has to. */
  final <T> Coroutine<T> coroutine(@Nullable Object brought) {
    return new Waiting.Call<>(this, brought);
  }

  /** Waits so on the running stack, where that is needed. */
  @Override
  protected final @Nullable Object await(Trampoline trampoline, @Nullable Object brought)
      throws Throwable {
    Loop loop = (Loop) trampoline;
    Object result = begin(loop, brought);
    if (result != NOT_YET) {
      return result;
    }
    park(loop, brought);
    return null;
  }

  /** Returns what keeps, until the wait ends, what the task brings: this, where that is nothing. */
  QueueWait bringing(@Nullable Object brought) {
    return this;
  }

  /** Suspends the running task at the end of the queue; who awaits that is the innermost frame. */
  final void park(Loop loop, @Nullable Object brought) {
    queue.bind(loop);
    WaitQueue.Apart.park(loop.requireTask(), bringing(brought));
    loop.suspendHere();
  }

  /** Waits until woken, and that is all. */
  static final class Plain extends QueueWait {
    private final String label;

    Plain(WaitQueue queue, String label) {
      super(queue);
      this.label = label;
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) {
      return NOT_YET;
    }

    @Override
    String label() {
      return label;
    }
  }
}
