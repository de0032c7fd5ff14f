package dev.simmer;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a loop that nothing runs any more, without running any code of the user's, which belongs to
 * the thread that is gone: futures that other threads hold end, and the rest is reported.
 */
final class GivingUp {
  private GivingUp() {}

  static void of(Loop loop, RuntimeException refusal) {
    loop.refused(refusal);
    List<String> lost = new ArrayList<>(loop.leftovers());
    loop.inbox.close(loop.ready);
    CancelledError reason = new CancelledError("the host of the loop refuses work");
    for (Task<?> task : loop.tasks.snapshot()) {
      task.giveUp(reason);
    }
    for (Ready node = loop.ready.poll(); node != null; node = loop.ready.poll()) {
      if (node instanceof FutureView.Ending<?> ending) {
        ending.run(loop);
      } else if (node instanceof Submission.Start start) {
        start.refuse(refusal);
      } else if (node instanceof Callback callback && !callback.isCancelled()) {
        lost.add("a callback that was ready to run");
      }
    }
    if (!lost.isEmpty()) {
      loop.reports.report(
          "The host of a loop refuses work, so that this can never end:\n  "
              + String.join("\n  ", lost)
              + "\nClose the loop, and wait for that, before its host.",
          refusal,
          null);
    }
    loop.end();
    loop.stopWatching();
  }
}
