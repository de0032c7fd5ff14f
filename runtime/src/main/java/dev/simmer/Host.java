package dev.simmer;

import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs a {@link GuestLoop} on a thread that is not Simmer's: that of a window toolkit, a network
 * library or a game.
 *
 * <pre>{@code
 * class SwingHost implements Host {
 *   @Override public void execute(Runnable turn) {
 *     EventQueue.invokeLater(turn);
 *   }
 *   @Override public Runnable schedule(Runnable turn, long nanos) {
 *     Timer timer = new Timer((int) Math.ceil(nanos / 1e6), event -> turn.run());
 *     timer.setRepeats(false);
 *     timer.start();
 *     return timer::stop;
 *   }
 *   @Override public boolean isCurrent() {
 *     return EventQueue.isDispatchThread();
 *   }
 * }
 * }</pre>
 *
 * <p>A host runs what it is given one after the other, on one thread. For an executor there is one
 * already, see {@link #of}.
 */
public interface Host {
  /**
   * Runs something on the host's thread, after what it was given before, and never inside this
   * call. Is called on any thread.
   *
   * @param turn what to run
   * @throws java.util.concurrent.RejectedExecutionException or another one, when it will never run
   */
  void execute(Runnable turn);

  /**
   * Runs something on the host's thread when a time has passed. Is called on that thread, and has
   * one such timer for each loop at most.
   *
   * @param turn what to run
   * @param nanos how long from now, a day at most; a host that counts in something coarser rounds
   *     up
   * @return what withdraws it, called on the host's thread; it may have run by then
   * @throws java.util.concurrent.RejectedExecutionException or another one, when it will never run
   */
  Runnable schedule(Runnable turn, long nanos);

  /**
   * Says whether the calling thread is the host's own. Debug mode asks it, to report what is done
   * on the wrong one.
   *
   * @return true on the thread that runs what {@link #execute} is given
   */
  boolean isCurrent();

  /**
   * Returns the time of the guest's clock, {@link EventLoop#time}: of the machine, unless the host
   * has another one.
   *
   * @return nanoseconds since some moment in the past; it never goes back
   */
  default long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Makes a host of an executor, such as an event loop of Netty.
   *
   * @param executor with one thread; no more than one loop's turns and timers are put into it
   * @return the host
   */
  static Host of(ScheduledExecutorService executor) {
    return new ExecutorHost(executor);
  }
}
