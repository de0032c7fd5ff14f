package dev.simmer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Two threads of which one runs at a time: an asking one, and one that works for it. */
final class Turns {
  private static final ExecutorService WORKERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "runs generators");
            thread.setDaemon(true);
            return thread;
          });

  private volatile boolean working;
  private volatile boolean ended;
  private Thread asking;
  private Thread worker;

  /** Lets the work begin, and waits until it hands back or ends. */
  void begin(Runnable work) {
    asking = Thread.currentThread();
    working = true;
    WORKERS.execute(
        () -> {
          worker = Thread.currentThread();
          try {
            work.run();
          } finally {
            Thread next = asking;
            ended = true;
            working = false;
            LockSupport.unpark(next);
          }
        });
    await(false);
  }

  /** Lets the work go on, and waits until it hands back or ends. */
  void handOver() {
    asking = Thread.currentThread();
    working = true;
    LockSupport.unpark(worker);
    await(false);
  }

  /** Ends the worker's turn, and waits for its next. */
  void handBack() {
    Thread next = asking;
    working = false;
    LockSupport.unpark(next);
    await(true);
  }

  boolean ended() {
    return ended;
  }

  private void await(boolean turn) {
    while (working != turn) {
      LockSupport.park(this);
    }
  }
}
