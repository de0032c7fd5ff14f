package dev.simmer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Drives a loop by turns that it asks a host for.
 *
 * <p>The right to touch the loop is in one place at any time: with nobody while the loop sleeps,
 * with who takes it out of its sleep, with the turn that this one then asks for, and with the turn
 * while it runs, which at its end asks for the next or lets the loop sleep again. So there is never
 * more than one turn on its way, and one that the host refuses is known to be the last.
 *
 * <p>One turn runs what was ready at its begin. What that makes ready waits for the next, behind
 * everything that the host has to do in between.
 */
final class GuestDriver {
  /** No host is asked for a later time, since some count milliseconds in an int. */
  private static final long LONGEST = Duration.ofDays(1).toNanos();

  /** How many turns a loop may take at once for its cleanup when the host grants no more. */
  private static final int MOST_LAST_TURNS = 1_000;

  final Loop loop;
  private final Host host;
  private final Runnable turn = this::turn;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Inbox inbox =
      new Inbox() {
        @Override
        boolean wakeUp() {
          return !takeOut() || ask();
        }
      };

  private @Nullable Alarm alarm;
  private @Nullable Closing closing;
  private boolean misplacedReported;

  GuestDriver(Host host, RunOptions options) {
    this.host = host;
    loop = new Loop(options, host, inbox);
    loop.startTasksEagerly(true);
    inbox.fallAsleep();
  }

  /** Begins to close the loop, from any thread; see {@link GuestLoop#close}. */
  CompletableFuture<Void> close() {
    boolean accepted =
        loop.handIn(
            new Ready() {
              @Override
              void run(Loop on) {
                beginClosing();
              }
            });
    if (accepted) {
      try {
        // The turn that is on its way may be one that the host has thrown away since: ask it anew.
        host.execute(() -> {});
      } catch (RuntimeException refusal) {
        end.completeExceptionally(unclosed(refusal));
      }
    }
    return end.copy();
  }

  private void beginClosing() {
    if (closing == null) {
      loop.startTasksEagerly(false);
      closing = new Closing(loop, workers -> workers.endLater(loop));
    }
  }

  /** Asks for a turn; on any thread, which has taken the loop out of its sleep. */
  private boolean ask() {
    try {
      host.execute(turn);
      return true;
    } catch (RuntimeException refusal) {
      giveUp(refusal);
      return false;
    }
  }

  private void turn() {
    boolean over = false;
    Loop outer = loop.enter();
    try {
      checkPlace();
      loop.turn();
      over = closing != null && closing.advance();
      loop.reports.reportCollected();
    } catch (Throwable e) {
      loop.current = null;
      loop.reports.report(
          "A turn of the loop failed, which is a mistake in Simmer itself; the loop goes on.",
          e,
          null);
    } finally {
      loop.leave(outer);
    }
    if (over) {
      finish();
    } else {
      goOn();
    }
  }

  private void goOn() {
    try {
      if (loop.ready.isEmpty()) {
        setAlarm();
        inbox.fallAsleep();
        if (inbox.isEmpty() || !inbox.takeOut()) {
          return;
        }
      }
      host.execute(turn);
    } catch (RuntimeException refusal) {
      runLastTurns(refusal);
    }
  }

  /** Sees to it that there is a turn when the earliest timer is due. */
  private void setAlarm() {
    Timers timers = loop.timers;
    Alarm set = alarm;
    if (set != null && !set.rang && !timers.isEmpty() && set.time <= timers.earliest()) {
      // One that rings too early is set anew then. That is cheaper than to move it whenever the
      // first of many timeouts is withdrawn.
      return;
    }
    withdrawAlarm();
    if (!timers.isEmpty()) {
      long now = loop.time();
      long time = Math.min(Math.max(timers.earliest(), now), Durations.plus(now, LONGEST));
      Alarm next = new Alarm(time);
      next.withdraw = host.schedule(next, time - now);
      alarm = next;
    }
  }

  private void withdrawAlarm() {
    if (alarm != null && alarm.withdraw != null) {
      alarm.withdraw.run();
    }
    alarm = null;
  }

  private void checkPlace() {
    if (loop.options.isDebug() && !misplacedReported && !host.isCurrent()) {
      misplacedReported = true;
      loop.reports.report(
          host
              + " ran a turn on thread '"
              + Thread.currentThread().getName()
              + "', which is not its own as its isCurrent() says. Tasks rely on one thread: use a host that has only"
              + " one.",
          null,
          null);
    }
  }

  private void finish() {
    withdrawAlarm();
    loop.end();
    loop.stopWatching();
    end.complete(null);
  }

  /**
   * Ends what can be ended without waiting, since this is the host's thread, and for the last time.
   */
  private void runLastTurns(RuntimeException refusal) {
    boolean over;
    Loop outer = loop.enter();
    try {
      loop.startTasksEagerly(false);
      Closing last = closing == null ? new Closing(loop, GuestDriver::leaveThreads) : closing;
      over = last.advance();
      for (int turns = 0; !over && !loop.isIdle() && turns < MOST_LAST_TURNS; turns++) {
        loop.turn();
        over = last.advance();
      }
    } finally {
      loop.leave(outer);
    }
    if (over) {
      finish();
    } else {
      giveUp(refusal);
    }
  }

  private static @Nullable Deferred<?> leaveThreads(Workers workers) {
    workers.shutdown();
    return null;
  }

  /** Ends the loop without running anything on it; on any thread, which has its right. */
  private void giveUp(RuntimeException refusal) {
    GivingUp.of(loop, refusal);
    end.completeExceptionally(unclosed(refusal));
  }

  private static IllegalStateException unclosed(RuntimeException refusal) {
    return new IllegalStateException(
        "The loop could not be closed, because its host refuses work: what was left on it did not get to its finally"
            + " blocks. Close the loop, and wait for that, before its host.",
        refusal);
  }

  /** Gives the loop a turn at some time, as the one host timer that it has. */
  private final class Alarm implements Runnable {
    final long time;
    @Nullable Runnable withdraw;
    boolean rang;

    Alarm(long time) {
      this.time = time;
    }

    @Override
    public void run() {
      rang = true;
      if (inbox.takeOut()) {
        turn();
      }
    }
  }
}
