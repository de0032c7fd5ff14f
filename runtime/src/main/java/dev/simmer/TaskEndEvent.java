package dev.simmer;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** Begins when the task is created. */
@Name("dev.simmer.TaskEnd")
@Label("Task End")
@Description("Life of a task, from its creation to its end")
@Threshold("20 ms")
final class TaskEndEvent extends TaskEvent {
  private static final TaskEndEvent ANY = new TaskEndEvent();

  @Label("Outcome")
  @Description("How the task ended: succeeded, failed or cancelled")
  @Nullable String outcome;

  @Label("Thrown Class")
  @Description("Class of the exception by which the task failed")
  @Nullable Class<?> thrownClass;

  static boolean isOn() {
    return ANY.isEnabled();
  }
}
