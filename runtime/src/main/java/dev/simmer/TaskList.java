package dev.simmer;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that have not ended, in the order of their creation; linked through the tasks
 * themselves.
 */
final class TaskList {
  private @Nullable Task<?> first;
  private @Nullable Task<?> last;
  private int size;

  void add(Task<?> task) {
    task.previousTask = last;
    if (last == null) {
      first = task;
    } else {
      last.followingTask = task;
    }
    last = task;
    size++;
  }

  void remove(Task<?> task) {
    Task<?> before = task.previousTask;
    Task<?> after = task.followingTask;
    if (before == null) {
      first = after;
    } else {
      before.followingTask = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previousTask = before;
    }
    task.previousTask = null;
    task.followingTask = null;
    size--;
  }

  int size() {
    return size;
  }

  Set<Task<?>> snapshot() {
    Set<Task<?>> tasks = new LinkedHashSet<>();
    for (Task<?> task = first; task != null; task = task.followingTask) {
      tasks.add(task);
    }
    return tasks;
  }
}
