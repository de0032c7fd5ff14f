package dev.simmer;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** Begins when the task suspends; its threshold is that of the JDK's own events for waiting. */
@Name("dev.simmer.TaskSuspension")
@Label("Task Suspension")
@Description("Wait of a task, from its await until it runs again")
@Threshold("20 ms")
final class TaskSuspensionEvent extends TaskEvent {
  private static final TaskSuspensionEvent ANY = new TaskSuspensionEvent();

  @Label("Awaited")
  @Description("What the task waited for")
  @Nullable String awaited;

  @Label("Awaited Task Id")
  @Description("Task whose end it waited for; zero where it waited for anything else")
  long awaitedTaskId;

  @Label("Place")
  @Description("Innermost method that awaited, with its file and line")
  @Nullable String place;

  /** What the task began to wait for; by the time it resumes, a cancel may have taken its place. */
  transient @Nullable Wait wait;

  static boolean isOn() {
    return ANY.isEnabled();
  }
}
