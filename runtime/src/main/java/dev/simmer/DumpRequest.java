package dev.simmer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another thread's wish to see the tasks of a loop, which the loop fulfils between two steps. */
final class DumpRequest extends Ready {
  private final RunningLoops.Running asked;
  private final CompletableFuture<String> tasks = new CompletableFuture<>();
  private volatile boolean begun;

  private DumpRequest(RunningLoops.Running asked) {
    this.asked = asked;
  }

  static DumpRequest to(RunningLoops.Running asked) {
    DumpRequest request = new DumpRequest(asked);
    if (asked.thread() == Thread.currentThread()) {
      request.run(asked.loop());
    } else {
      asked.loop().handIn(request);
    }
    return request;
  }

  @Override
  void run(Loop loop) {
    if (tasks.isDone()) {
      return; // Nobody waits for it any more.
    }
    begun = true;
    try {
      tasks.complete(Dump.tasks(loop));
    } catch (Throwable e) {
      tasks.completeExceptionally(e);
    }
  }

  /** Waits for the loop, though not for long unless it is at it. */
  String answer(long end) {
    String label = asked.label();
    try {
      return label + "\n" + shown(end);
    } catch (TimeoutException e) {
      return unanswered(label);
    } catch (ExecutionException e) {
      return label + ", which could not be shown: " + e.getCause() + "\n";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return label + ", which was not waited for: the thread that asked was interrupted\n";
    } finally {
      tasks.cancel(false);
    }
  }

  private String shown(long end) throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return tasks.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      if (begun) {
        return tasks.get();
      }
      throw e;
    }
  }

  private String unanswered(String label) {
    // Read while the loop's thread may change it: of a loop that stands still, it is what holds it.
    Task<?> holding = asked.loop().current;
    StackTraceElement[] stack = asked.thread().getStackTrace();
    if (!RunningLoops.isRunning(asked.loop())) {
      return label + ", which has ended meanwhile\n";
    }
    return label
        + ", held by "
        + (holding == null ? "a callback or its host" : "a step of " + holding.label())
        + " at "
        + Callers.holding(stack)
        + ", so its tasks cannot be shown. Await what that waits for, or move it off the loop with toThread(...).\n"
        + Callers.lines(stack)
        + "\n";
  }
}
