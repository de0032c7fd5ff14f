package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/**
 * The innermost frame of a chain, where a task really waits: in a queue of a primitive, for a
 * timer, for a thread.
 *
 * <table>
 * <caption>States beside those of every frame</caption>
 * <tr><th>state</th><th>entered by</th><th>left by</th></tr>
 * <tr><td>parked</td><td>{@link #park}</td><td>{@link #wake} or an accepted {@link #cancel}</td></tr>
 * <tr><td>woken</td><td>{@link #wake}</td><td>the task's next step, which may nevertheless bring a cancel</td></tr>
 * <tr><td>cancelled</td><td>{@link #cancel}</td><td>the task's next step</td></tr>
 * </table>
 */
abstract class Leaf<T> extends Frame<T> implements Wait {
  private static final int PARKED = 2;
  private static final int WOKEN = 3;
  private static final int CANCELLED = 4;

  private @Nullable Task<?> task;

  /**
   * Returns the result when there is no need to wait; else prepares the wait and returns {@code
   * park(loop)}.
   */
  abstract @Nullable Object begin(Loop loop) throws Throwable;

  /** Ends a wait that was woken: returns the result, or {@code park(loop)} to wait again. */
  @Nullable Object end(Loop loop) throws Throwable {
    return null;
  }

  /** Leaves the queue, because a cancel was accepted. */
  void withdraw(Loop loop) {}

  /**
   * Cleans up when the task resumes with a cancel; {@code woken} when the wait had already ended
   * well.
   */
  void cancelled(boolean woken) {}

  @Override
  public final @Nullable Object resume(Trampoline trampoline) throws Throwable {
    Loop loop = (Loop) trampoline;
    int from = point;
    point = RUNNING;
    if (from == CLAIMED) {
      return begin(loop);
    }
    task = null;
    try {
      loop.take();
    } catch (Throwable e) {
      cancelled(from == WOKEN);
      throw e;
    }
    return end(loop);
  }

  /** Suspends the running task here. */
  final @Nullable Object park(Loop loop) {
    Task<?> running = loop.requireTask();
    running.waitOn(this);
    task = running;
    point = PARKED;
    loop.parkAt(this);
    return null;
  }

  /** Makes the task ready; does nothing unless parked. */
  final void wake() {
    Task<?> ready = markWoken();
    if (ready != null) {
      ready.loop().ready.add(ready);
    }
  }

  /** Ends the wait and returns the task, which the caller makes ready; null unless parked. */
  final @Nullable Task<?> markWoken() {
    if (point != PARKED) {
      return null;
    }
    point = WOKEN;
    return task;
  }

  final boolean isParked() {
    return point == PARKED;
  }

  final boolean isWoken() {
    return point == WOKEN;
  }

  /** Leaves the queue for good, without making the task ready. */
  final void takeBack() {
    Task<?> waiting = task;
    if (point == PARKED && waiting != null) {
      point = CANCELLED;
      task = null;
      withdraw(waiting.loop());
    }
  }

  /**
   * Asks the wait to end by cancellation; true when the task will be made ready by this, false when
   * the wait has ended already.
   */
  final boolean cancel(@Nullable String message) {
    Task<?> waiting = task;
    if (point != PARKED || waiting == null) {
      return false;
    }
    point = CANCELLED;
    try {
      withdraw(waiting.loop());
    } catch (Throwable e) {
      waiting.deliver(e); // It is the task's, not that of whoever cancels it.
      return true;
    }
    waiting.deliver(new CancelledError(message));
    return true;
  }

  /** Says what is waited for, for dumps: {@code a lock}. */
  @Override
  protected abstract String label();
}
