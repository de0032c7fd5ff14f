package dev.simmer.testing;

import dev.simmer.EventLoop;
import dev.simmer.Simmer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread of a test that takes too long by the real clock; its loop then cancels the
 * test where it stands.
 *
 * <p>The loop itself does so, when it has said where its tasks stand; where a step holds it up, it
 * is interrupted from outside a second later.
 */
final class Deadline {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "simmer-test-deadline");
            thread.setDaemon(true);
            return thread;
          });

  private final Thread test = Thread.currentThread();
  private final EventLoop loop;
  private Future<?> alarm;
  private boolean ended;
  private boolean expired;
  private boolean interrupted;
  private String tasks = "A step held the loop.";

  Deadline(EventLoop loop, Duration timeout) {
    this.loop = loop;
    alarm = CLOCK.schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void expire() {
    if (!ended) {
      expired = true;
      loop.post(this::lookAndInterrupt);
      alarm = CLOCK.schedule(this::interrupt, 1, TimeUnit.SECONDS);
    }
  }

  private synchronized void lookAndInterrupt() {
    if (!interrupted) {
      tasks = Simmer.dumpTasks();
      interrupt();
    }
  }

  private synchronized void interrupt() {
    if (!ended && !interrupted) {
      interrupted = true;
      test.interrupt();
    }
  }

  /** Says where the tasks stood when the time was up. */
  synchronized String tasks() {
    return tasks;
  }

  /** Ends it on the thread of the test, and says whether it was too late. */
  synchronized boolean end() {
    ended = true;
    alarm.cancel(false);
    if (expired) {
      Thread.interrupted(); // The interrupt was for the test, not for what runs next.
    }
    return expired;
  }
}
