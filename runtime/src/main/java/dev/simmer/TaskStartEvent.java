package dev.simmer;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Off unless asked for, as the JDK's event of virtual threads: there may be very many. */
@Name("dev.simmer.TaskStart")
@Label("Task Start")
@Description("Creation of a task, with the stack that created it")
@Enabled(false)
@StackTrace
final class TaskStartEvent extends TaskEvent {
  private static final TaskStartEvent ANY = new TaskStartEvent();

  @Label("Parent Task Id")
  @Description("Task that created this one; zero where none did")
  long parentTaskId;

  @Label("Place")
  @Description("Method that created the task, with its file and line")
  @Nullable String place;

  static boolean isOn() {
    return ANY.isEnabled();
  }
}
