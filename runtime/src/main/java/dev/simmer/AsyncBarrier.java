package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a fixed number of tasks wait for each other, again and again.
 *
 * <pre>{@code
 * AsyncBarrier round = new AsyncBarrier(3);
 * int index = await(round.arrive()); // 0, 1 or 2
 * }</pre>
 *
 * <table>
 * <caption>Life of a barrier</caption>
 * <tr><th>state</th><th>entered by</th><th>left by</th></tr>
 * <tr><td>filling</td><td>the constructor; the last to leave; {@link #reset} of an empty barrier</td><td>the last
 *     arrival, {@link #reset}, {@link #abort}</td></tr>
 * <tr><td>draining</td><td>the last arrival</td><td>the last to leave</td></tr>
 * <tr><td>resetting</td><td>{@link #reset} while tasks wait</td><td>the last to leave</td></tr>
 * <tr><td>broken</td><td>{@link #abort}</td><td>{@link #reset}</td></tr>
 * </table>
 *
 * <p>Belongs to the loop that first waits for it. Mirrors {@code asyncio.Barrier}.
 */
public final class AsyncBarrier {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final int parties;
  private final WaitQueue arrivals = new WaitQueue("an AsyncBarrier");
  private final WaitQueue nextRound = new WaitQueue("an AsyncBarrier");
  private final QueueWait arriving = new QueueWait.Plain(arrivals, Arrive.LABEL);
  private final QueueWait waitingOutside = new QueueWait.Plain(nextRound, Arrive.LABEL);
  private State state = State.FILLING;
  private int inside;

  /**
   * Creates a barrier; may be called anywhere.
   *
   * @param parties how many tasks wait for each other, at least one
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier is for at least one task, not for " + parties);
    }
    this.parties = parties;
  }

  /**
   * Waits until as many tasks have arrived as the barrier is for.
   *
   * <p>Suspends, unless this is the last arrival. Arrivals while a round is leaving wait for the
   * next one. Cancelling the wait takes the arrival back.
   *
   * @return a coroutine that yields how many had arrived before
   * @throws BrokenBarrierException when awaited, after {@link #reset} or {@link #abort}; declared
   *     here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public Coroutine<Integer> arrive() throws BrokenBarrierException {
    return new Arrive(this);
  }

  /**
   * Breaks the wait of those who have arrived and not left yet, and starts over empty. Does not
   * suspend; those who wait for the next round go on waiting.
   */
  public void reset() {
    arrivals.checkThread();
    state = inside == 0 ? State.FILLING : State.RESETTING;
    arrivals.wakeAll();
    if (state == State.FILLING) {
      nextRound.wakeAll();
    }
  }

  /** Breaks every wait until {@link #reset}. Does not suspend. */
  public void abort() {
    arrivals.checkThread();
    state = State.BROKEN;
    arrivals.wakeAll();
    nextRound.wakeAll();
  }

  /**
   * Says whether arriving fails. Does not suspend.
   *
   * @return true after {@link #abort}
   */
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  private void leave() {
    inside--;
    if (inside == 0) {
      if (state == State.RESETTING || state == State.DRAINING) {
        state = State.FILLING;
      }
      nextRound.wakeAll();
    }
  }

  /** Waits for the next round to open where it must, and then for it to be full. */
  private static final class Arrive extends Frame<Integer> {
    private static final int OUTSIDE = 2;
    private static final int INSIDE = 3;
    private static final String LABEL = "a barrier";

    private final AsyncBarrier barrier;
    private int index;

    Arrive(AsyncBarrier barrier) {
      this.barrier = barrier;
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      int from = point;
      point = RUNNING;
      if (from == INSIDE) {
        return left(trampoline);
      }
      if (from == OUTSIDE) {
        trampoline.take();
      }
      if (barrier.state == State.DRAINING || barrier.state == State.RESETTING) {
        return waitIn(barrier.waitingOutside, OUTSIDE, trampoline);
      }
      if (barrier.state == State.BROKEN) {
        throw broken();
      }
      index = barrier.inside++;
      if (barrier.inside < barrier.parties) {
        return waitIn(barrier.arriving, INSIDE, trampoline);
      }
      barrier.state = State.DRAINING;
      barrier.arrivals.wakeAll();
      barrier.leave();
      return index;
    }

    private Object left(Trampoline trampoline) throws Throwable {
      try {
        trampoline.take();
        if (barrier.state == State.BROKEN || barrier.state == State.RESETTING) {
          throw broken();
        }
        return index;
      } finally {
        barrier.leave();
      }
    }

    private @Nullable Object waitIn(QueueWait wait, int state, Trampoline trampoline) {
      wait.park((Loop) trampoline, null);
      point = state;
      trampoline.suspend(this);
      return null;
    }

    private static BrokenBarrierException broken() {
      return new BrokenBarrierException("the AsyncBarrier was reset or aborted");
    }

    @Override
    protected String label() {
      return LABEL;
    }
  }
}
