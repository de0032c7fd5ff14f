package dev.simmer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words what a loop still holds when its main coroutine has ended.
 *
 * <p>A sleep or a timeout is no entry of its own: the task that waits in it is.
 */
final class Leftovers {
  private Leftovers() {}

  static List<String> of(Loop loop) {
    List<String> found = new ArrayList<>();
    for (Task<?> task : loop.tasks.snapshot()) {
      found.add(task(task));
    }
    List<Map.Entry<Callback, Long>> callbacks = new ArrayList<>();
    loop.timers.forEach(
        (timer, deadline) -> {
          if (timer instanceof Callback callback) {
            callbacks.add(Map.entry(callback, deadline));
          }
        });
    callbacks.sort(Map.Entry.comparingByValue());
    for (Map.Entry<Callback, Long> entry : callbacks) {
      found.add(callback(entry.getKey(), entry.getValue() - loop.time()));
    }
    for (AsyncGenerator<?> generator : loop.openGenerators()) {
      found.add(
          generator
              + " was left open. Iterate with each(...), or open it in a try-with-resources block.");
    }
    if (loop.poller != null) {
      for (Endpoint endpoint : loop.poller.open()) {
        found.add(endpoint.leftOpen());
      }
    }
    return found;
  }

  private static String task(Task<?> task) {
    List<StackTraceElement> stack = task.stack();
    return task.label()
        + at(", created at ", task.createdAt(), ",")
        + " has not ended: it waits for "
        + Dump.waiting(task)
        + at(" at ", stack.isEmpty() ? null : stack.get(0), "")
        + ". Await it, or cancel it and then await it.";
  }

  private static String callback(Callback callback, long nanos) {
    return "a callback"
        + at(" set at ", callback.place(), "")
        + " is due in "
        + Durations.text(Math.max(0, nanos))
        + ". Cancel its handle.";
  }

  private static String at(String before, @Nullable StackTraceElement place, String after) {
    return place == null ? "" : before + place + after;
  }
}
