package dev.simmer;

import dev.simmer.support.v1.Frame;
import org.jspecify.annotations.Nullable;

/** Drives a loop on the thread that calls {@code run}, which sleeps while nothing is ready. */
final class BlockingDriver implements Closing.Threads {
  private final Loop loop;
  private @Nullable Task<?> main;
  private boolean mainEnded;
  private boolean interrupted;

  /** What main coroutines start with; a Runner's runs share it. */
  private Context runContext;

  BlockingDriver(Loop loop) {
    this.loop = loop;
    this.runContext = loop.context;
  }

  /**
   * Runs a coroutine as the main task until it ends; the context it leaves is that of the next one.
   */
  @Nullable Object run(Frame<?> frame) {
    enter("run");
    try {
      mainEnded = false;
      interrupted = false;
      Task<?> task = loop.createTask(null, frame, runContext, null);
      main = task;
      loop.startTasksEagerly(true);
      task.whenDone(
          new Ready() {
            @Override
            void run(Loop on) {
              mainEnded |= main == task;
            }
          });
      while (!mainEnded) {
        turn();
      }
      runContext = task.context();
      if (interrupted && task.isCancelled()) {
        Thread.currentThread().interrupt();
      }
      return task.result();
    } finally {
      main = null;
      loop.current = null;
      loop.startTasksEagerly(false);
      exit();
    }
  }

  /**
   * Cancels what is left, waits for it, reports what failed, and refuses everything from then on.
   */
  void close() {
    if (loop.isClosed()) {
      return;
    }
    boolean interruptedBefore = Thread.interrupted();
    enter("close");
    try {
      Closing closing = new Closing(loop, this);
      while (!closing.advance()) {
        try {
          turn();
        } catch (IllegalStateException deadlock) {
          closing.stuck(deadlock);
        }
      }
    } finally {
      loop.end();
      exit();
      if (interruptedBefore) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public @Nullable Deferred<?> end(Workers workers) {
    workers.end(loop.reports);
    return null;
  }

  private void enter(String call) {
    if (Loop.currentOrNull() != null) {
      throw new IllegalStateException(
          call
              + "(...) was called where a loop is running already. Inside a coroutine, await the other one, or make it a"
              + " task with createTask(...).");
    }
    if (loop.isClosed()) {
      throw new IllegalStateException(
          "the loop is closed: it runs nothing any more. Make a new Runner, or call Simmer.run(...).");
    }
    loop.inbox.owner(Thread.currentThread());
    loop.enter();
  }

  private void exit() {
    loop.stopWatching();
    loop.leave(null);
  }

  /** Waits until something is ready, and runs a turn. */
  private void turn() {
    if (Thread.interrupted()) {
      interruptMain();
    }
    if (loop.isIdle()) {
      loop.reports.reportCollected();
      if (loop.isIdle()) {
        waitForWork();
      }
    } else if (loop.poller != null) {
      loop.poller.lookIfDue();
    }
    loop.turn();
  }

  private void waitForWork() {
    Clock clock = loop.clock;
    Timers timers = loop.timers;
    if (!clock.isVirtual() || loop.hasForeignWork()) {
      long nanos =
          timers.isEmpty() || clock.isVirtual()
              ? Durations.FOREVER
              : Math.max(0, timers.earliest() - clock.now());
      loop.inbox.sleep(nanos);
    } else if (!timers.isEmpty()) {
      clock.jumpTo(timers.earliest());
    } else if (loop.inbox.isEmpty()) {
      throw new IllegalStateException(Dump.deadlock(loop));
    }
  }

  private void interruptMain() {
    Task<?> task = main;
    if (task != null && !interrupted) {
      interrupted = true;
      task.cancel("the thread that runs the loop was interrupted");
    }
  }
}
