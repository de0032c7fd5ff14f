package dev.simmer.interleavings;

import dev.simmer.Coroutine;
import dev.simmer.ExplorersThread;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import dev.simmer.UncaughtEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop, and other threads that do something to it; run once for every interleaving.
 *
 * <p>Nothing is checked before all threads have ended, so plain fields do for what they have seen.
 */
abstract class Scenario implements Runnable {
  private final List<Other> others = new ArrayList<>();
  private final List<UncaughtEvent> reports = new ArrayList<>();

  /** What the loop had still to do when its main coroutine ended. */
  List<String> leftovers = List.of();

  /** Runs on the loop. */
  abstract Coroutine<Void> main();

  /** Looks at what has become of it, and throws where that is wrong. */
  abstract void check();

  RunOptions options() {
    return RunOptions.defaults();
  }

  /** Does something on a thread of its own; to be called on the loop's. */
  final void other(Runnable action) {
    Other other = new Other(action);
    others.add(other);
    other.start();
  }

  @Override
  public final void run() {
    ExplorersThread.leaveLoop();
    try (Runner runner = new Runner(options().onUncaught(reports::add))) {
      runner.run(this::main);
      leftovers = runner.leftovers();
    }
    for (Other other : others) {
      join(other);
      if (other.failure != null) {
        throw new AssertionError("on another thread: " + other.failure, other.failure);
      }
    }
    require(reports.isEmpty(), "nothing is reported");
    check();
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError("not so: " + rule);
    }
  }

  private static final class Other extends Thread {
    private final Runnable action;
    private Throwable failure;

    Other(Runnable action) {
      this.action = action;
    }

    @Override
    public void run() {
      try {
        action.run();
      } catch (RuntimeException | AssertionError e) {
        failure = e;
      }
    }
  }
}
