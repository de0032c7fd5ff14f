package dev.simmer;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Stops a block that takes too long.
 *
 * <pre>{@code
 * try (Timeout limit = timeout(seconds(5))) {
 *   await(upload(file));
 * } catch (TimeoutException e) {
 *   report(file);
 * }
 * }</pre>
 *
 * <p>At the deadline the task is cancelled at its await, its {@code finally} blocks run, and the
 * block throws {@link TimeoutException} with that {@link CancelledError} as its cause. A cancel
 * from elsewhere stays one. Mirrors {@code asyncio.timeout}; a value that arrives in the very turn
 * of the deadline wins.
 */
public final class Timeout implements AutoCloseable {
  private enum State {
    ACTIVE,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private final Task<?> task;
  private final int cancellingBefore;
  private State state = State.ACTIVE;
  private @Nullable Expiry expiry;
  private OptionalLong when = OptionalLong.empty();

  /** Enters a block of the running task; {@link Durations#FOREVER} for no deadline. */
  Timeout(Task<?> task, long deadline) {
    this.task = task;
    this.cancellingBefore = task.cancelling();
    set(deadline);
  }

  /**
   * Says whether the deadline has stopped the block. Does not suspend.
   *
   * @return true from the moment the task was cancelled for it
   */
  public boolean expired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  /**
   * Returns the deadline. Does not suspend.
   *
   * @return nanoseconds of {@link EventLoop#time}; empty when there is none
   */
  public OptionalLong when() {
    return when;
  }

  /**
   * Moves the deadline. Does not suspend.
   *
   * @param fromNow how long from now; null for no deadline
   * @throws IllegalStateException when it has expired or the block has ended
   */
  public void reschedule(@Nullable Duration fromNow) {
    task.loop().checkThread("a timeout(...)");
    if (state != State.ACTIVE) {
      throw new IllegalStateException(
          "reschedule(...) was called on a timeout that "
              + (state == State.EXITED ? "has ended" : "has expired")
              + ". Only a deadline still ahead can be moved; open a new timeout(...) block.");
    }
    set(fromNow == null ? Durations.FOREVER : task.loop().after(Durations.nanos(fromNow)));
  }

  /**
   * Ends the block; the processor puts it there.
   *
   * @throws TimeoutException when the deadline stopped the block
   * @throws IllegalStateException when code that was not rewritten calls it
   */
  @Override
  public void close() throws TimeoutException {
    throw NotRewritten.error("the end of a timeout(...) block");
  }

  /** Ends the block, and returns what it throws instead of {@code thrown}; null for nothing. */
  Throwable exit(Throwable thrown) {
    Throwable verdict = thrown;
    if (leave() && task.uncancel() <= cancellingBefore) {
      TimeoutException timeout = new TimeoutException("the timeout(...) block took too long");
      if (thrown instanceof CancelledError) {
        timeout.initCause(thrown);
        verdict = timeout;
      } else {
        thrown.addSuppressed(timeout);
      }
    }
    return verdict;
  }

  /** Ends a block that ended normally, though perhaps after its deadline. */
  void exit() {
    if (leave()) {
      task.uncancel();
    }
  }

  /** Disarms; true when the deadline had cancelled the task. */
  private boolean leave() {
    disarm();
    boolean expiring = state == State.EXPIRING;
    if (state != State.EXPIRED) {
      state = expiring ? State.EXPIRED : State.EXITED;
    }
    return expiring;
  }

  private void set(long deadline) {
    disarm();
    if (deadline == Durations.FOREVER) {
      when = OptionalLong.empty();
      return;
    }
    when = OptionalLong.of(deadline);
    Loop loop = task.loop();
    Expiry armed = new Expiry(this);
    expiry = armed;
    if (deadline <= loop.time()) {
      armed.isTie = false;
      loop.ready.add(armed);
    } else {
      loop.addTimer(armed, deadline);
    }
  }

  private void disarm() {
    Expiry armed = expiry;
    if (armed != null) {
      expiry = null;
      task.loop().timers.remove(armed);
    }
  }

  private void expire(Expiry due) {
    if (due != expiry || state != State.ACTIVE) {
      return;
    }
    if (due.isTie && task.isResultOnItsWay()) {
      // Completed in the same turn: the task runs first, and is cancelled after that if the block
      // goes on.
      due.isTie = false;
      task.loop().ready.add(due);
      return;
    }
    expiry = null;
    state = State.EXPIRING;
    task.cancel();
  }

  /** The deadline in the loop's timers, and then in its ready queue. */
  private static final class Expiry extends Timed {
    private final Timeout timeout;

    /** Whether a value of the same turn would still win. */
    private boolean isTie = true;

    Expiry(Timeout timeout) {
      this.timeout = timeout;
    }

    @Override
    void run(Loop loop) {
      timeout.expire(this);
    }

    @Override
    void due(Loop loop) {
      loop.expire(this);
    }
  }
}
