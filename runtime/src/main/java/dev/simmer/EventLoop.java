package dev.simmer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives access to the loop that runs the current tasks.
 *
 * <pre>{@code
 * EventLoop loop = runningLoop();
 * listener.onEvent(e -> loop.post(() -> queue.offer(e))); // from any thread
 * }</pre>
 *
 * <p>{@link #post} and {@link #submit} may be called on any thread, everything else on the loop's
 * own. Mirrors {@code asyncio.AbstractEventLoop}.
 */
public interface EventLoop {
  /**
   * Runs a callback in the loop's next turn, after those asked for before. Does not suspend.
   *
   * @param callback what to run, in a copy of the current context
   * @return to withdraw it
   * @throws IllegalStateException when the loop is closed
   */
  Handle callSoon(Runnable callback);

  /**
   * Runs a callback after a delay; those due at the same time run in the order they were asked for.
   * Does not suspend.
   *
   * @param delay how long from now; zero or less means soon
   * @param callback what to run, in a copy of the current context
   * @return to withdraw it
   * @throws IllegalStateException when the loop is closed
   */
  Handle callLater(Duration delay, Runnable callback);

  /**
   * Runs a callback at a time of the loop's clock. Does not suspend.
   *
   * @param loopTimeNanos when, in nanoseconds of {@link #time}
   * @param callback what to run, in a copy of the current context
   * @return to withdraw it
   * @throws IllegalStateException when the loop is closed
   */
  Handle callAt(long loopTimeNanos, Runnable callback);

  /**
   * Runs a callback on the loop, from any thread. Mirrors {@code call_soon_threadsafe}.
   *
   * <p>What one thread posts runs in the order it was posted, and any amount of it lets timers and
   * tasks run in between. Unlike asyncio, where a callback may be lost that arrives while the loop
   * closes: it runs, or this throws.
   *
   * @param callback what to run
   * @throws IllegalStateException when the loop is closed
   */
  void post(Runnable callback);

  /**
   * Runs a coroutine as a task of the loop, from any thread; cancelling the future cancels the
   * task. Mirrors {@code run_coroutine_threadsafe}.
   *
   * @param coroutine what to run
   * @param <T> the type of the result
   * @return the result, to be waited for on other threads only
   * @throws IllegalStateException when the loop is closed
   */
  <T> CompletableFuture<T> submit(Coroutine<T> coroutine);

  /**
   * Returns the loop's clock, which is monotonic and virtual where the run's options say so.
   *
   * @return nanoseconds since some moment in the past
   */
  long time();

  /**
   * Sets who hears of failures that nobody looked at.
   *
   * @param handler the handler; null for the default, which logs at WARNING
   */
  void setExceptionHandler(@Nullable Consumer<UncaughtEvent> handler);

  /**
   * Sets from which duration on debug mode reports a step as slow; 100 ms at first.
   *
   * @param threshold the duration
   */
  void slowCallbackThreshold(Duration threshold);
}
