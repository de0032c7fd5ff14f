package dev.simmer;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What each Flight Recorder event says of the task it is about. */
@Category("Simmer")
@StackTrace(false)
abstract class TaskEvent extends Event {
  @Label("Loop Id")
  @Description("Number of the loop, unique in the process")
  long loopId;

  @Label("Task Id")
  @Description("Number of the task, unique in its loop; zero where a callback ran")
  long taskId;

  @Label("Task Name")
  @Nullable String taskName;

  /** Says which task it is about; null for a callback. */
  final void about(Loop loop, @Nullable Task<?> task) {
    loopId = loop.number;
    if (task != null) {
      taskId = task.number();
      taskName = task.name();
    }
  }
}
