package dev.simmer.toolbox;

import static dev.simmer.Simmer.runIn;
import static java.util.Objects.requireNonNull;

import dev.simmer.Coroutine;
import dev.simmer.ThrowingRunnable;
import dev.simmer.ThrowingSupplier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs CPU-bound work on as many threads as there are cores, while the loop stays free.
 *
 * <pre>{@code
 * try (CpuPool cores = new CpuPool()) {
 *   List<Integer> digits = await(gather(numbers, n -> cores.run(() -> countDigits(n))));
 * }
 * }</pre>
 *
 * <p>Work that finds every thread busy waits in a queue without a bound, first in, first out; who
 * produces faster than the cores compute limits that with a semaphore. The threads are daemons
 * named {@code simmer-cpu-1}, {@code simmer-cpu-2} and so on, start with the first work, and end
 * when idle for a while. May be used by several loops and from any thread. For work that blocks
 * rather than computes, use {@code toThread}. Mirrors {@code ProcessPoolExecutor}; threads do, as
 * Java has no global lock.
 */
public final class CpuPool implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /** Creates a pool of one thread for each core; does not suspend. */
  public CpuPool() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Creates a pool; does not suspend.
   *
   * @param size how many threads at most
   * @throws IllegalArgumentException when the size is not positive
   */
  public CpuPool(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a CpuPool needs at least one thread, not " + size);
    }
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "simmer-cpu-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            (work, pool) -> {
              throw new IllegalStateException(
                  "This CpuPool is closed. Close it after the last run(...) has been awaited.");
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Computes something on a thread of the pool.
   *
   * <p>Starts and suspends when awaited. Cancelling it interrupts the thread when it has started,
   * takes the work back when not, and ends the await at once. Runs in a copy of the context.
   * Mirrors {@code loop.run_in_executor}.
   *
   * @param work what to compute
   * @param <T> the type of the value
   * @param <X> what it may throw
   * @return a coroutine that yields the value; throws {@link IllegalStateException} when the pool
   *     is closed
   * @throws X when awaited; declared here for javac's sake
   */
  public <T, X extends Exception> Coroutine<T> run(ThrowingSupplier<T, X> work) throws X {
    return runIn(threads, requireNonNull(work, "CpuPool.run(...) needs something to do"));
  }

  /**
   * Does something on a thread of the pool; otherwise like {@link #run(ThrowingSupplier)}.
   *
   * @param work what to do
   * @param <X> what it may throw
   * @return a coroutine that ends when it is done; throws {@link IllegalStateException} when the
   *     pool is closed
   * @throws X when awaited; declared here for javac's sake
   */
  public <X extends Exception> Coroutine<Void> run(ThrowingRunnable<X> work) throws X {
    return runIn(threads, requireNonNull(work, "CpuPool.run(...) needs something to do"));
  }

  /**
   * Takes no more work; what was handed in is still done. Does nothing the second time.
   *
   * <p>Neither suspends nor blocks, so it may be called on the loop's thread, as on any other.
   */
  @Override
  public void close() {
    threads.shutdown();
  }
}
