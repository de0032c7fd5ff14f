package dev.simmer.toolbox;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncCallable;
import dev.simmer.AsyncEvent;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.EventLoop;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a loop on a thread of its own, for a program whose other threads are not async.
 *
 * <pre>{@code
 * try (BackgroundLoop background = new BackgroundLoop("crawler")) {
 *   CompletableFuture<String> page = background.submit(fetch(url));
 *   System.out.println(page.join());
 * }
 * }</pre>
 *
 * <p>The thread is a daemon of the given name. An interrupt of it does not end the loop, since it
 * may come from a task that restored it; nor does a cancel of all tasks. Every method may be called
 * on any thread but {@link #close}, which the loop's own must not call. Mirrors a thread that runs
 * {@code loop.run_forever}.
 */
public final class BackgroundLoop implements AutoCloseable {
  private final Runner runner;
  private final Thread thread;
  private final AsyncEvent end = new AsyncEvent();

  /** Guards against handing in a coroutine after the end was: it would never run. */
  private final Object entrance = new Object();

  private boolean closed;

  /**
   * Starts a loop with the default options; does not suspend.
   *
   * @param name the name of its thread
   */
  public BackgroundLoop(String name) {
    this(name, RunOptions.defaults());
  }

  /**
   * Starts a loop; does not suspend.
   *
   * @param name the name of its thread
   * @param options how it runs; not on virtual time, which does not wait for other threads
   */
  public BackgroundLoop(String name, RunOptions options) {
    runner = new Runner(requireNonNull(options, "a BackgroundLoop needs RunOptions"));
    thread =
        new Thread(
            this::serve, requireNonNull(name, "a BackgroundLoop needs a name for its thread"));
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs a coroutine as a task of the loop. Neither suspends nor blocks.
   *
   * <p>Cancelling the future cancels the task; closing the loop cancels both. Mirrors {@code
   * asyncio.run_coroutine_threadsafe}.
   *
   * @param coroutine what to run
   * @param <T> the type of the result
   * @return the result, to be waited for on other threads only
   * @throws IllegalStateException when the loop is closed
   */
  public <T> CompletableFuture<T> submit(Coroutine<T> coroutine) {
    if (coroutine == null) {
      throw new NullPointerException("submit(...) needs a coroutine");
    }
    synchronized (entrance) {
      if (!closed) {
        return runner.loop().submit(coroutine);
      }
    }
    coroutine.close();
    throw new IllegalStateException(
        "The background loop '"
            + thread.getName()
            + "' is closed and runs nothing more. Submit to it before it is closed.");
  }

  /**
   * Runs an async lambda as a task of the loop; otherwise like {@link #submit(Coroutine)}.
   *
   * @param body what to run, on the loop's thread from its first step on; what it throws fails the
   *     future
   * @param <T> the type of the result
   * @return the result, to be waited for on other threads only
   * @throws IllegalStateException when the loop is closed
   */
  public <T> CompletableFuture<T> submit(AsyncCallable<T> body) {
    return submit(async(body));
  }

  /**
   * Returns the loop, on which other threads may {@code post}. Does not suspend.
   *
   * @return the loop
   */
  public EventLoop loop() {
    return runner.loop();
  }

  /**
   * Cancels the tasks that are left, and blocks until they and the thread have ended; does nothing
   * the second time.
   *
   * <p>An interrupt does not end the wait, and is set again after it.
   *
   * @throws IllegalStateException when called on the loop's own thread
   */
  @Override
  public void close() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(
          "The background loop '"
              + thread.getName()
              + "' was closed on its own thread, which would wait for itself. Close it on the thread that made it.");
    }
    synchronized (entrance) {
      if (!closed) {
        closed = true;
        postEnd();
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void postEnd() {
    try {
      runner.loop().post(end::set);
    } catch (IllegalStateException loopIsClosed) {
      // The thread has ended already, by a failure that its uncaught exception handler was told.
    }
  }

  private void serve() {
    try (runner) {
      while (!ranToItsEnd()) {
        // It was cancelled with all tasks there are, or by an interrupt, which a task may have
        // restored that caught an InterruptedException: only close() ends the loop.
        Thread.interrupted();
      }
    }
  }

  /** Runs until the end; false when that was cancelled. */
  private boolean ranToItsEnd() {
    try {
      runner.run(untilEnd());
      return true;
    } catch (CancelledError e) {
      return false;
    }
  }

  @Async
  private Coroutine<Void> untilEnd() {
    await(end);
    return done();
  }
}
