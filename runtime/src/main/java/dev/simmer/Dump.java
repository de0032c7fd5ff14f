package dev.simmer;

import dev.simmer.support.v1.Frame;
import org.jspecify.annotations.Nullable;

/** Shows in text what the tasks of a loop are doing. */
final class Dump {
  private Dump() {}

  static String deadlock(Loop loop) {
    StringBuilder text =
        new StringBuilder(
            "Nothing can wake the loop any more: no task is ready, no timer is set, and no work is in flight on other"
                + " threads.");
    text.append('\n').append(tasks(loop));
    return text.toString();
  }

  /** Lists every task with what it waits for and where. */
  static String tasks(Loop loop) {
    StringBuilder text = new StringBuilder();
    for (Task<?> task : loop.tasks.snapshot()) {
      text.append("  ")
          .append(task.label())
          .append(" waits for ")
          .append(waiting(task))
          .append('\n');
      for (StackTraceElement place : task.stack()) {
        text.append("    at ").append(place).append('\n');
      }
    }
    return text.toString();
  }

  /** Says what a suspended task waits for. */
  static String waiting(Task<?> task) {
    @Nullable Wait wait = task.waitingOn();
    if (wait instanceof Deferred<?> deferred) {
      return deferred.label();
    }
    if (wait instanceof Leaf<?> leaf) {
      return leaf.label();
    }
    @Nullable Frame<?> innermost = task.innermost();
    return innermost == null ? "nothing: it is running" : "its turn";
  }
}
