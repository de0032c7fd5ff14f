package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncLock;
import dev.simmer.Coroutine;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Lets a limited number of tasks pass in any stretch of time.
 *
 * <pre>{@code
 * RateLimiter limiter = new RateLimiter(10, seconds(1));
 * await(limiter.acquire());
 * return fetch(url); // never more than ten begin within a second
 * }</pre>
 *
 * <p>The limit holds for every stretch of that length, wherever it begins, also across a burst
 * after a pause. Fair: tasks pass in the order they came. Belongs to one loop and its thread.
 * Mirrors {@code aiolimiter.AsyncLimiter}, which lets bursts through on top of its rate.
 */
public final class RateLimiter {
  private final int count;
  private final long stretch;
  private final AsyncLock turn = new AsyncLock();

  /** When those passed who still count, in the loop's time; the oldest first. */
  private final ArrayDeque<Long> passed = new ArrayDeque<>();

  /**
   * Creates a limiter; may be called anywhere, and does not suspend.
   *
   * @param count how many may pass in a stretch; positive
   * @param stretch how long a stretch is; positive
   * @throws IllegalArgumentException when one of them is not positive
   */
  public RateLimiter(int count, Duration stretch) {
    if (count < 1) {
      throw new IllegalArgumentException("a RateLimiter must let at least one pass, not " + count);
    }
    requireNonNull(stretch, "a RateLimiter needs a stretch of time");
    if (stretch.isNegative() || stretch.isZero()) {
      throw new IllegalArgumentException(
          "a RateLimiter needs a stretch of time longer than zero, not " + stretch);
    }
    this.count = count;
    this.stretch = stretch.toNanos();
  }

  /**
   * Waits until one more may pass.
   *
   * <p>Suspends while the limit is reached. Cancelling the wait gives the turn up: the next in line
   * passes when this one would have. Awaiting this when one may pass takes no turn of the loop.
   *
   * @return a coroutine that ends when its task has passed, which cannot be taken back
   */
  @Async
  public Coroutine<Void> acquire() {
    try (var first = await(turn.acquire())) {
      if (passed.size() == count) {
        for (long left = left(); left > 0; left = left()) {
          await(sleep(Duration.ofNanos(left)));
        }
        passed.remove();
      }
      passed.add(now());
    }
    return done();
  }

  /** Returns how long the oldest still counts. */
  private long left() {
    return stretch - (now() - passed.element());
  }

  private static long now() {
    return runningLoop().time();
  }
}
