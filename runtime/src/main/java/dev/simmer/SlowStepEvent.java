package dev.simmer;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** Its threshold is that of debug mode's report. */
@Name("dev.simmer.SlowStep")
@Label("Slow Step")
@Description("Step of a task, or callback, that held the loop")
@Threshold("100 ms")
final class SlowStepEvent extends TaskEvent {
  private static final SlowStepEvent ANY = new SlowStepEvent();

  @Label("Place")
  @Description("Method that held the loop, with its file and line, as sampled meanwhile")
  @Nullable String place;

  @Label("Stack")
  @Description("Stack of the loop's thread, as sampled meanwhile")
  @Nullable String stack;

  static boolean isOn() {
    return ANY.isEnabled();
  }
}
