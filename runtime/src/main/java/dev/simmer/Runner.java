package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs several coroutines one after the other on one loop, with one context.
 *
 * <pre>{@code
 * try (Runner runner = new Runner()) {
 *   Database database = runner.run(open(url));
 *   runner.run(serve(database));
 * }
 * }</pre>
 *
 * <p>Tasks that are left over after a run go on in the next one. Debug mode reports a runner that
 * is given up without being closed, on another thread than the loop's. Mirrors {@code
 * asyncio.Runner}.
 */
public final class Runner implements AutoCloseable {
  private final Loop loop;
  private final BlockingDriver driver;

  /** Null outside debug mode. */
  final @Nullable Unclosed unclosed;

  /** Creates one with the default options. */
  public Runner() {
    this(RunOptions.defaults());
  }

  /**
   * Creates one.
   *
   * @param options how its loop runs
   */
  public Runner(RunOptions options) {
    loop = new Loop(options);
    driver = new BlockingDriver(loop);
    unclosed = options.isDebug() ? Unclosed.watch(this, loop) : null;
  }

  /**
   * Runs a coroutine to its end; blocks the calling thread, whose loop it is for that time.
   *
   * @param main what to run
   * @param <T> the type of the result
   * @return its result; what it throws is thrown as itself
   * @throws IllegalStateException inside a running loop, or when this is closed
   */
  public <T> T run(Coroutine<T> main) {
    Frame<?> frame = Frames.of(main);
    try {
      return Unchecked.cast(driver.run(frame));
    } finally {
      main.close();
    }
  }

  /**
   * Runs an async lambda to its end; blocks the calling thread, whose loop it is for that time.
   *
   * @param main what to run
   * @param <T> the type of the result
   * @param <X> what it may throw
   * @return its result; what it throws is thrown as itself
   * @throws X when the lambda does
   * @throws IllegalStateException inside a running loop, or when this is closed
   */
  public <T, X extends Exception> T run(AsyncBody<T, X> main) throws X {
    return run(BodyCall.of(main));
  }

  /**
   * Returns the loop, on which other threads may {@code post} and {@code submit}.
   *
   * @return the loop
   */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Says what the runs so far left behind, for tests that want nothing to be: tasks that have not
   * ended, callbacks that wait for their time, generators and sockets that are open. Does not
   * suspend; call it between two runs.
   *
   * <p>In debug mode each says where it was created. Outside it, a generator that nobody refers to
   * any more may be missing.
   *
   * @return a sentence each; empty when nothing is left
   */
  public List<String> leftovers() {
    return loop.leftovers();
  }

  /**
   * Cancels the tasks that are left, waits for them, and closes the loop; does nothing the second
   * time.
   */
  @Override
  public void close() {
    driver.close();
    if (unclosed != null) {
      unclosed.closed();
    }
  }
}
