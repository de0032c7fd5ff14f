package dev.simmer;

import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells Flight Recorder what the tasks of one loop do. A loop has one while a recording wants to
 * know.
 *
 * <p>What has begun is kept here rather than in the tasks, which are to stay small. What began
 * before the recording did is in no event.
 */
final class Recorder {
  private final Loop loop;
  private final IdentityHashMap<Task<?>, TaskEndEvent> alive = new IdentityHashMap<>();
  private final IdentityHashMap<Task<?>, TaskSuspensionEvent> suspended = new IdentityHashMap<>();
  private @Nullable SlowStepEvent step;

  Recorder(Loop loop) {
    this.loop = loop;
  }

  static boolean isWanted() {
    return TaskSuspensionEvent.isOn()
        || TaskEndEvent.isOn()
        || TaskStartEvent.isOn()
        || SlowStepEvent.isOn();
  }

  void created(Task<?> task) {
    if (TaskStartEvent.isOn()) {
      StackTraceElement place = task.createdAt();
      TaskStartEvent event = new TaskStartEvent();
      event.about(loop, task);
      event.place = place == null ? Callers.place() : place.toString();
      event.parentTaskId = loop.current == null ? 0 : loop.current.number();
      event.commit();
    }
    if (TaskEndEvent.isOn()) {
      TaskEndEvent event = new TaskEndEvent();
      event.begin();
      alive.put(task, event);
    }
  }

  void ended(Task<?> task, byte how, @Nullable Object what) {
    TaskEndEvent event = alive.remove(task);
    if (event == null) {
      return;
    }
    event.end();
    if (event.shouldCommit()) {
      event.about(loop, task);
      event.outcome = Deferred.how(how);
      event.thrownClass = how == Deferred.FAILED && what != null ? what.getClass() : null;
      event.commit();
    }
  }

  void suspends(Task<?> task) {
    if (TaskSuspensionEvent.isOn()) {
      TaskSuspensionEvent event = new TaskSuspensionEvent();
      event.wait = task.waitingOn();
      event.begin();
      suspended.put(task, event);
    }
  }

  /** To be called while the task's frames still show where it stands. */
  void resumes(Task<?> task) {
    TaskSuspensionEvent event = suspended.remove(task);
    if (event == null) {
      return;
    }
    event.end();
    if (event.shouldCommit()) {
      List<StackTraceElement> stack = task.stack();
      event.about(loop, task);
      event.awaited = Dump.waiting(event.wait, task.innermost());
      event.awaitedTaskId = event.wait instanceof Task<?> awaited ? awaited.number() : 0;
      event.place = stack.isEmpty() ? null : stack.get(0).toString();
      event.commit();
    }
  }

  void beginsStep() {
    if (SlowStepEvent.isOn()) {
      SlowStepEvent event = new SlowStepEvent();
      event.begin();
      step = event;
    }
  }

  /**
   * Ends a step.
   *
   * @param task whose step it was; null for a callback
   * @param sample where the loop's thread stood in this step, when it was last looked at
   */
  void endsStep(@Nullable Task<?> task, StackTraceElement @Nullable [] sample) {
    SlowStepEvent event = step;
    step = null;
    if (event == null) {
      return;
    }
    event.end();
    if (event.shouldCommit()) {
      event.about(loop, task);
      if (sample != null) {
        event.place = Callers.holding(sample);
        event.stack = Callers.lines(sample).stripIndent();
      }
      event.commit();
    }
  }
}
