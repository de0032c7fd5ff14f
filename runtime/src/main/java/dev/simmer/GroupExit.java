package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the block of a task group.
 *
 * <p>After a normal end of the block it throws what the group decides; after an exceptional one it
 * returns that, as the protocol of {@link Trampoline#exit} wants.
 */
final class GroupExit extends Frame<Object> {
  private static final int WAITING = 2;

  private final TaskGroup group;
  private final @Nullable Throwable thrown;
  private @Nullable CancelledError cancelled;

  GroupExit(TaskGroup group, @Nullable Throwable thrown) {
    this.group = group;
    this.thrown = thrown;
    this.cancelled = thrown instanceof CancelledError error ? error : null;
  }

  static Frame<?> of(TaskGroup group, @Nullable Throwable thrown) {
    return new GroupExit(group, thrown);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) throws Throwable {
    int depth = trampoline.depth;
    int from = point;
    point = RUNNING;
    if (from == WAITING) {
      try {
        trampoline.take();
      } catch (CancelledError e) {
        if (group.cancelledWhileWaiting()) {
          cancelled = e;
        }
      }
    } else {
      group.beginExit(thrown);
    }
    Deferred<Void> next = group.nextWait();
    if (next != null) {
      Trampoline.await(next, trampoline, depth);
      point = WAITING;
      trampoline.suspend(this);
      return null;
    }
    Throwable verdict = group.verdict(thrown, cancelled);
    if (thrown != null) {
      if (verdict != null && from == WAITING) {
        // It is handed out as a value, but as an exception leaves this frame.
        ((Loop) trampoline).thrownOutOf(this, verdict);
      }
      return verdict == null ? thrown : verdict;
    }
    if (verdict != null) {
      throw verdict;
    }
    return null;
  }

  Collection<Task<?>> children() {
    return group.children();
  }

  @Override
  protected String label() {
    return "the end of a taskGroup() block";
  }
}
