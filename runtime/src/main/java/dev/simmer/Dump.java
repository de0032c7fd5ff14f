package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows in text what the tasks of a loop are doing: each below the task that awaits it.
 *
 * <p>A task that nobody awaits begins a tree. Tasks that await each other in a circle are below
 * nobody; they are shown last, and named as the deadlock they are.
 */
final class Dump {
  private static final String INDENT = "    ";

  /** What is deeper stands no further to the right, so that long chains stay readable. */
  private static final int MOST_INDENTS = 40;

  /** A task on the way from a root, with those below it that have still to be shown. */
  private record Level(Task<?> task, Iterator<Task<?>> awaited) {}

  private final StringBuilder text = new StringBuilder();
  private final Set<Task<?>> shown = new HashSet<>();

  private Dump() {}

  static String deadlock(Loop loop) {
    return "Nothing can wake the loop any more: no task is ready, no timer is set, and no work is in flight on other"
        + " threads.\n"
        + tasks(loop);
  }

  /** Lists every task with what it waits for, where, and which tasks it awaits. */
  static String tasks(Loop loop) {
    Dump dump = new Dump();
    Set<Task<?>> all = loop.tasks.snapshot();
    Set<Task<?>> awaited = new LinkedHashSet<>();
    for (Task<?> task : all) {
      awaited.addAll(awaitedBy(task));
    }
    for (Task<?> task : all) {
      if (!awaited.contains(task)) {
        dump.showTree(task);
      }
    }
    for (Task<?> task : all) {
      if (!dump.shown.contains(task)) {
        dump.showTree(task);
      }
    }
    return dump.text.toString();
  }

  /** Shows a task and all that it awaits, in a loop: there are chains longer than the stack. */
  private void showTree(Task<?> root) {
    Deque<Level> path = new ArrayDeque<>();
    Set<Task<?>> onPath = new HashSet<>();
    show(root, path, onPath);
    while (!path.isEmpty()) {
      Level level = path.element();
      if (level.awaited.hasNext()) {
        show(level.awaited.next(), path, onPath);
      } else {
        onPath.remove(path.pop().task);
      }
    }
  }

  /** Shows a task, and makes it the end of the path unless it stands elsewhere already. */
  private void show(Task<?> task, Deque<Level> path, Set<Task<?>> onPath) {
    String indent = INDENT.repeat(Math.min(path.size(), MOST_INDENTS));
    text.append(indent).append(task.label());
    if (onPath.contains(task)) {
      text.append(
          ": a deadlock, since the tasks from there to here await each other in a circle\n");
      return;
    }
    if (!shown.add(task)) {
      text.append(": shown above\n");
      return;
    }
    text.append(" waits for ").append(waiting(task)).append('\n');
    for (StackTraceElement place : task.stack()) {
      text.append(indent).append("  at ").append(place).append('\n');
    }
    path.push(new Level(task, awaitedBy(task).iterator()));
    onPath.add(task);
  }

  /** Says what a suspended task waits for. */
  static String waiting(Task<?> task) {
    return waiting(task.waitingOn(), task.innermost());
  }

  /** Says what a task waits for whose innermost frame is this; null when it is running. */
  static String waiting(@Nullable Wait wait, @Nullable Frame<?> innermost) {
    if (innermost instanceof GroupExit exit) {
      return exit.label();
    }
    if (wait instanceof Deferred<?> deferred) {
      return deferred.label();
    }
    if (wait instanceof Leaf<?> leaf) {
      return leaf.label();
    }
    if (wait instanceof QueueWait queued) {
      return queued.label();
    }
    if (wait instanceof Sleep.Until until) {
      return until.sleep.label();
    }
    if (wait instanceof Yield.Turn) {
      return Yield.LABEL;
    }
    return innermost == null ? "nothing: it is running" : "its turn";
  }

  /**
   * Returns the tasks whose end a task waits for, also through a gather, a shield, a group or a
   * wait.
   */
  private static Set<Task<?>> awaitedBy(Task<?> task) {
    Set<Task<?>> found = new LinkedHashSet<>();
    Wait wait = task.waitingOn();
    Frame<?> innermost = task.innermost();
    if (innermost instanceof GroupExit exit) {
      found.addAll(exit.children());
    } else if (wait instanceof WaitSome<?> some) {
      some.all().forEach(each -> collect(each, found));
    } else if (wait instanceof Deferred<?> deferred) {
      collect(deferred, found);
    }
    found.removeIf(Task::isDone);
    return found;
  }

  private static void collect(Deferred<?> deferred, Set<Task<?>> found) {
    if (deferred instanceof Task<?> task) {
      found.add(task);
    } else if (deferred instanceof Gathering<?> gathering) {
      for (Deferred<?> child : gathering.children()) {
        collect(child, found);
      }
    } else if (deferred instanceof Shielded<?> shielded) {
      collect(shielded.inner(), found);
    } else if (deferred instanceof StaggeredRace<?> race) {
      found.addAll(race.running());
    }
  }
}
