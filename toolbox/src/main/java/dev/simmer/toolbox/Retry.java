package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncBody;
import dev.simmer.Coroutine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what failed, with longer and longer pauses.
 *
 * <pre>{@code
 * Retry retry =
 *     Retry.attempts(5)
 *         .backoff(millis(100), seconds(10))
 *         .jitter(0.5, new SplittableRandom())
 *         .onlyIf(e -> e instanceof IOException);
 * String page = await(retry.run(() -> fetch(url)));
 * }</pre>
 *
 * <p>Immutable: every method returns another, so one may be shared by tasks and loops, unless its
 * source of randomness may not. Only an {@link Exception} is tried again; a {@code CancelledError}
 * or another {@link Error} never is, nor what a task throws that was cancelled meanwhile. Mirrors
 * {@code tenacity.AsyncRetrying}.
 */
public final class Retry {
  private static final int MOST_SUPPRESSED = 16;

  private final int attempts;
  private final Duration firstPause;
  private final Duration longestPause;
  private final double jitter;
  private final @Nullable RandomGenerator random;
  private final @Nullable Duration limit;
  private final Predicate<? super Exception> retryable;

  private Retry(
      int attempts,
      Duration firstPause,
      Duration longestPause,
      double jitter,
      @Nullable RandomGenerator random,
      @Nullable Duration limit,
      Predicate<? super Exception> retryable) {
    this.attempts = attempts;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.jitter = jitter;
    this.random = random;
    this.limit = limit;
    this.retryable = retryable;
  }

  /**
   * Allows a number of attempts, without a pause between them; does not suspend.
   *
   * @param most how many attempts at most, the first one included; positive
   * @return to be refined, or run
   * @throws IllegalArgumentException when the number is not positive
   */
  public static Retry attempts(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a Retry needs at least one attempt, not " + most);
    }
    return new Retry(most, Duration.ZERO, Duration.ZERO, 0, null, null, failure -> true);
  }

  /**
   * Allows attempts without end; does not suspend. To be combined with {@link #within}, or left by
   * a cancel.
   *
   * @return to be refined, or run
   */
  public static Retry forever() {
    return attempts(Integer.MAX_VALUE);
  }

  /**
   * Pauses after each failure, twice as long every time; does not suspend.
   *
   * @param first the pause after the first failure; not negative
   * @param longest what no pause is longer than; not shorter than the first
   * @return another, which does that
   * @throws IllegalArgumentException when a duration is not as it must be
   */
  public Retry backoff(Duration first, Duration longest) {
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a backoff goes from a pause of zero or more to one that is no shorter, not from "
              + first
              + " to "
              + longest);
    }
    return new Retry(attempts, first, longest, jitter, random, limit, retryable);
  }

  /**
   * Shortens every pause by a random share, so that those who failed together do not come back
   * together; does not suspend.
   *
   * @param share the largest share of a pause that is left out; from 0 to 1
   * @param source where the shares come from; a seeded one makes the pauses reproducible
   * @return another, which does that
   * @throws IllegalArgumentException when the share is not from 0 to 1
   */
  public Retry jitter(double share, RandomGenerator source) {
    requireNonNull(source, "jitter(...) needs a source of randomness");
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("jitter(...) takes a share from 0 to 1, not " + share);
    }
    return new Retry(attempts, firstPause, longestPause, share, source, limit, retryable);
  }

  /**
   * Begins no attempt later than this after the first one; does not suspend.
   *
   * <p>A pause that would end later is not begun: the failure is thrown at once. An attempt that
   * runs is not cut off; a {@code timeout} does that, around one attempt or around all.
   *
   * @param duration how long after the beginning of the first attempt the last may begin
   * @return another, which does that
   */
  public Retry within(Duration duration) {
    requireNonNull(duration, "within(...) needs a duration");
    return new Retry(attempts, firstPause, longestPause, jitter, random, duration, retryable);
  }

  /**
   * Tries again only after failures that a test accepts; does not suspend. The last test that was
   * given stands.
   *
   * @param test says whether another attempt makes sense; must not block
   * @return another, which does that
   */
  public Retry onlyIf(Predicate<? super Exception> test) {
    requireNonNull(test, "onlyIf(...) needs a test");
    return new Retry(attempts, firstPause, longestPause, jitter, random, limit, test);
  }

  /**
   * Runs a body until it succeeds, or no attempt is left.
   *
   * <p>Suspends where the body does, and in the pauses. Cancelling it ends the attempt or the pause
   * it is in, and none follows. The last failure is thrown as itself, with those before it, sixteen
   * at most, suppressed in their order.
   *
   * @param body makes the coroutine of an attempt; called once for each
   * @param <T> the type of the result
   * @param <X> what an attempt may throw
   * @return a coroutine that yields the result of the first attempt that succeeds
   * @throws X when awaited; declared here for javac's sake
   */
  @SuppressWarnings("RedundantThrows")
  public <T, X extends Exception> Coroutine<T> run(AsyncBody<T, X> body) throws X {
    return attempt(requireNonNull(body, "Retry.run(...) needs something to do"));
  }

  @Async
  private <T, X extends Exception> Coroutine<T> attempt(AsyncBody<T, X> body) throws X {
    var earlier = new ArrayDeque<Exception>();
    long start = runningLoop().time();
    for (int attempt = 1; ; attempt++) {
      int cancels = currentTask().cancelling();
      try {
        T result = await(body.call());
        return done(result);
      } catch (Exception e) {
        Duration pause = pauseAfter(attempt);
        boolean cancelled = currentTask().cancelling() > cancels;
        if (cancelled || attempt == attempts || isTooLate(start, pause) || !retryable.test(e)) {
          for (var before : earlier) {
            if (before != e) {
              e.addSuppressed(before);
            }
          }
          throw e;
        }
        if (earlier.size() == MOST_SUPPRESSED) {
          earlier.remove();
        }
        earlier.add(e);
        await(sleep(pause));
      }
    }
  }

  private boolean isTooLate(long start, Duration pause) {
    if (limit == null) {
      return false;
    }
    Duration passed = Duration.ofNanos(runningLoop().time() - start);
    return passed.plus(pause).compareTo(limit) > 0;
  }

  /** Returns the pause after the {@code attempt}-th failure, counted from 1. */
  private Duration pauseAfter(int attempt) {
    Duration pause = firstPause;
    for (int n = 1; n < attempt && pause.compareTo(longestPause) < 0 && !pause.isZero(); n++) {
      pause = pause.multipliedBy(2);
    }
    if (pause.compareTo(longestPause) > 0) {
      pause = longestPause;
    }
    if (random == null) {
      return pause;
    }
    return Duration.ofNanos(Math.round(pause.toNanos() * (1 - jitter * random.nextDouble())));
  }
}
