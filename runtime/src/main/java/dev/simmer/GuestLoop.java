package dev.simmer;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop on a thread that belongs to something else: Swing's event thread, an event loop of
 * Netty, a Vert.x context, or any executor with one thread and a timer.
 *
 * <pre>{@code
 * GuestLoop guest = new GuestLoop(new SwingHost()); // the example of Host
 * button.addActionListener(event -> guest.loop().post(() -> createTask("search", () -> {
 *   label.setText("Searching...");
 *   label.setText(await(search(field.getText()))); // the window stays alive meanwhile
 *   return done();
 * })));
 * }</pre>
 *
 * <p>The loop takes the thread for a turn when there is work, and gives it back after that: it
 * never blocks it, and what tasks make ready waits until the host has had its own turn. Several
 * loops may be guests of one host. Code of the host that runs on its thread between the turns, such
 * as a listener, may use everything that belongs to the loop's thread: set an event, complete a
 * promise, cancel a task. Where it creates a coroutine's task, it has to {@code submit} or {@code
 * post}.
 *
 * <p>While a task or callback has the thread, the loop takes no other turn, not even where it makes
 * its host go on, as a modal dialog does. Its thread never waits for it, so it has no sockets: use
 * those of the host.
 *
 * <p>Close the loop before its host. Work that a host refuses ends the loop: tasks are cancelled if
 * the host's thread is at hand, and otherwise reported to the exception handler, without their
 * {@code finally} blocks; a host that drops what it has accepted, or its timers, as some do at
 * their own end, leaves the loop asleep. Debug mode reports a guest that is given up without being
 * closed. Mirrors trio's guest mode.
 */
public final class GuestLoop {
  private final GuestDriver driver;

  /** Null outside debug mode. */
  final @Nullable Unclosed unclosed;

  /**
   * Makes a loop with the default options; neither suspends nor blocks.
   *
   * @param host whose thread it runs on
   */
  public GuestLoop(Host host) {
    this(host, RunOptions.defaults());
  }

  /**
   * Makes a loop; neither suspends nor blocks.
   *
   * @param executor whose thread it runs on; it has one
   */
  public GuestLoop(ScheduledExecutorService executor) {
    this(Host.of(executor));
  }

  /**
   * Makes a loop; neither suspends nor blocks.
   *
   * @param host whose thread it runs on
   * @param options how it runs; time is that of the host
   * @throws IllegalArgumentException when the options ask for virtual time
   */
  public GuestLoop(Host host, RunOptions options) {
    requireNonNull(host, "a GuestLoop needs a Host");
    if (requireNonNull(options, "a GuestLoop needs RunOptions").isVirtualTime()) {
      throw new IllegalArgumentException(
          "A guest's time is that of its host and cannot be virtual by itself. Give it a Host whose nanoTime() and"
              + " schedule(...) are.");
    }
    driver = new GuestDriver(host, options);
    unclosed = options.isDebug() ? Unclosed.watch(this, driver.loop) : null;
  }

  /**
   * Runs a coroutine as a task of the loop, from any thread. Neither suspends nor blocks.
   *
   * <p>Cancelling the future cancels the task; closing the loop cancels both. A failure is in the
   * future only: for a task that nobody waits for, {@code loop().post(() -> createTask(...))} has
   * the exception handler hear of it.
   *
   * @param coroutine what to run
   * @param <T> the type of the result
   * @return the result; waiting for it on the host's own thread never ends
   * @throws IllegalStateException when the loop is closed, or its host refuses work
   */
  public <T> CompletableFuture<T> submit(Coroutine<T> coroutine) {
    return driver.loop.submit(coroutine);
  }

  /**
   * Runs an async lambda as a task of the loop; otherwise like {@link #submit(Coroutine)}.
   *
   * @param body what to run, on the host's thread from its first step on; what it throws fails the
   *     future
   * @param <T> the type of the result
   * @return the result; waiting for it on the host's own thread never ends
   * @throws IllegalStateException when the loop is closed, or its host refuses work
   */
  public <T> CompletableFuture<T> submit(AsyncCallable<T> body) {
    return submit(Simmer.async(body));
  }

  /**
   * Returns the loop, on which any thread may {@code post}. Does not suspend.
   *
   * @return the loop
   */
  public EventLoop loop() {
    return driver.loop;
  }

  /**
   * Begins to close the loop, from any thread: cancels what is left, waits for it in turns of the
   * host, and refuses everything from then on. Neither suspends nor blocks, and does nothing the
   * second time.
   *
   * @return ends when the loop is closed, and fails when its host refuses the turns for that;
   *     waiting for it on the host's own thread never ends
   */
  public CompletableFuture<Void> close() {
    if (unclosed != null) {
      unclosed.closed();
    }
    return driver.close();
  }
}
