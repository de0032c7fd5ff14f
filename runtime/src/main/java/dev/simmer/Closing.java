package dev.simmer;

import java.util.Set;

/** Ends what is left on a loop whose main coroutine has ended. */
final class Closing {
  /**
   * How often tasks that cleanups created are cancelled in turn, before they are reported instead.
   */
  private static final int ROUNDS = 100;

  private final Loop loop;

  Closing(Loop loop) {
    this.loop = loop;
  }

  /**
   * Closes the generators whose loops were left without closing them, so that their cleanup runs.
   */
  void closeGenerators(OpenGenerators generators) {
    for (AsyncGenerator<?> generator : generators.drain()) {
      if (loop.options.isDebug()) {
        loop.reports.report(
            generator
                + " was left open, and is closed now that its loop closes. Iterate with each(...), or open it in a"
                + " try-with-resources block.",
            null,
            null);
      }
      Task<Void> closing = loop.createTask("closing " + generator, generator.closeAsync());
      Throwable failure;
      try {
        loop.turnUntilDone(closing);
        failure = closing.failure();
      } catch (IllegalStateException deadlock) {
        failure = deadlock;
      }
      if (failure != null) {
        loop.reports.report(
            "Failure of closing " + generator + " when the loop closed.", failure, null);
      }
    }
  }

  /** Cancels all tasks, waits until they have ended, and reports those that failed at it. */
  void cancelTasks() {
    for (int round = 0; round < ROUNDS && loop.tasks.size() > 0; round++) {
      Set<Task<?>> leftovers = loop.tasks.snapshot();
      for (Task<?> task : leftovers) {
        task.cancel();
      }
      try {
        for (Task<?> task : leftovers) {
          loop.turnUntilDone(task);
        }
      } catch (IllegalStateException deadlock) {
        loop.reports.report(
            "Tasks that were left over when the loop closed did not end after a cancel.",
            deadlock,
            null);
        return;
      }
      for (Task<?> task : leftovers) {
        Throwable failure = task.failure();
        if (failure != null && !task.isCancelled()) {
          loop.reports.report(
              "Failure of "
                  + task.label()
                  + ", which was left over and cancelled when the loop closed.",
              failure,
              task);
        }
      }
    }
    for (Task<?> task : loop.tasks.snapshot()) {
      loop.reports.report(
          task.label() + " was left over when the loop closed, and its like kept coming.",
          null,
          task);
    }
  }
}
