package dev.simmer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how a loop runs; immutable.
 *
 * <pre>{@code
 * run(main(), RunOptions.defaults().virtualTime(true));
 * }</pre>
 *
 * <p>Mirrors the arguments of {@code asyncio.run} and {@code loop.set_debug}.
 */
public final class RunOptions {
  private static final RunOptions DEFAULTS =
      new RunOptions(isDebugByDefault(), false, null, false, null);

  private final boolean debug;
  private final boolean virtualTime;
  private final @Nullable Long seed;
  private final boolean eagerTasks;
  private final @Nullable Consumer<UncaughtEvent> onUncaught;

  private RunOptions(
      boolean debug,
      boolean virtualTime,
      @Nullable Long seed,
      boolean eagerTasks,
      @Nullable Consumer<UncaughtEvent> onUncaught) {
    this.debug = debug;
    this.virtualTime = virtualTime;
    this.seed = seed;
    this.eagerTasks = eagerTasks;
    this.onUncaught = onUncaught;
  }

  /**
   * Returns the options of a plain {@code run}: debug mode as the property {@code simmer.debug} or
   * the environment's {@code SIMMER_DEBUG} says, everything else off.
   *
   * @return the options to start from
   */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Switches debug mode: checks and reports that cost time.
   *
   * @param on whether to check
   * @return changed options
   */
  public RunOptions debug(boolean on) {
    return new RunOptions(on, virtualTime, seed, eagerTasks, onUncaught);
  }

  /**
   * Lets time jump to the next timer whenever nothing else can happen, so that nothing really
   * waits.
   *
   * <p>Time stands still while work is in flight on other threads, and while a task waits for a
   * socket. When nothing can ever wake the loop again, {@code run} fails with an {@link
   * IllegalStateException} that lists what every task waits for.
   *
   * @param on whether time jumps
   * @return changed options
   */
  public RunOptions virtualTime(boolean on) {
    return new RunOptions(debug, on, seed, eagerTasks, onUncaught);
  }

  /**
   * Runs the tasks that are ready in the same turn in an order that depends on the seed only, for
   * tests that must not depend on it. Callbacks keep their order, which is promised. Unlike
   * asyncio, whose order is always the same; Trio does likewise.
   *
   * @param seed the same seed gives the same order
   * @return changed options
   */
  public RunOptions shuffle(long seed) {
    return new RunOptions(debug, virtualTime, seed, eagerTasks, onUncaught);
  }

  /**
   * Runs a new task at once, inside {@code createTask}, to its first wait. Mirrors {@code
   * asyncio.eager_task_factory}.
   *
   * @param on whether tasks start at once
   * @return changed options
   */
  public RunOptions eagerTasks(boolean on) {
    return new RunOptions(debug, virtualTime, seed, on, onUncaught);
  }

  /**
   * Sets who hears of failures that nobody looked at; logging at WARNING otherwise.
   *
   * @param handler called on the loop's thread; for a Runner that nobody closed, on another
   * @return changed options
   */
  public RunOptions onUncaught(Consumer<UncaughtEvent> handler) {
    if (handler == null) {
      throw new NullPointerException("onUncaught needs a handler");
    }
    return new RunOptions(debug, virtualTime, seed, eagerTasks, handler);
  }

  private static boolean isDebugByDefault() {
    return Boolean.getBoolean("simmer.debug") || "1".equals(System.getenv("SIMMER_DEBUG"));
  }

  boolean isDebug() {
    return debug;
  }

  boolean isVirtualTime() {
    return virtualTime;
  }

  @Nullable Long seed() {
    return seed;
  }

  boolean isEagerTasks() {
    return eagerTasks;
  }

  @Nullable Consumer<UncaughtEvent> uncaughtHandler() {
    return onUncaught;
  }
}
