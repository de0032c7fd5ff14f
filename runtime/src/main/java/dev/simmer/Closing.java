package dev.simmer;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends what is left on a loop, in between its turns: first the tasks, then the generators that were
 * left open, the threads, and what other threads have handed in.
 */
final class Closing {
  /**
   * How often what cleanups leave behind is ended in its turn, before it is reported instead; and
   * how many turns there are for what other threads and callbacks still ask for.
   */
  private static final int ROUNDS = 100;

  /** How the threads of {@code toThread} are ended. */
  interface Threads {
    /** Returns what is done when they have ended; null when there is no more to wait for. */
    @Nullable Deferred<?> end(Workers workers);
  }

  private final Loop loop;
  private final Threads threads;
  private List<? extends Deferred<?>> awaited = List.of();
  private int ended;
  private int rounds;
  private int lastTurns;

  /** The generators still to close; null before the tasks have ended. */
  private @Nullable Iterator<AsyncGenerator<?>> generators;

  private @Nullable AsyncGenerator<?> generator;
  private boolean threadsEnded;

  Closing(Loop loop, Threads threads) {
    this.loop = loop;
    this.threads = threads;
  }

  /**
   * Goes on as far as it can without a turn.
   *
   * @return whether nothing is left; otherwise call it again after the next turn
   */
  boolean advance() {
    while (areAwaitedDone()) {
      reportFailures();
      if (loop.tasks.size() > 0 && rounds < ROUNDS) {
        rounds++;
        cancelTasks();
      } else if (openGenerators().hasNext()) {
        closeGenerator(openGenerators().next());
      } else if (!threadsEnded) {
        threadsEnded = true;
        endThreads();
      } else {
        return shut();
      }
    }
    return false;
  }

  /** Goes on without what is waited for, since nothing can end it any more. */
  void stuck(IllegalStateException deadlock) {
    if (generator == null) {
      loop.reports.report(
          "Tasks that were left over when the loop closed did not end after a cancel: their cleanup waits for what"
              + " never comes. Await them inside run(...), or give their cleanup a timeout.",
          deadlock,
          null);
    } else {
      reportFailureOf(generator, deadlock);
      generator = null;
    }
    awaited = List.of();
    ended = 0;
    rounds = ROUNDS + 1;
  }

  private boolean areAwaitedDone() {
    while (ended < awaited.size()) {
      if (!awaited.get(ended).isDone()) {
        return false;
      }
      ended++;
    }
    return true;
  }

  private void cancelTasks() {
    List<Task<?>> left = List.copyOf(loop.tasks.snapshot());
    for (Task<?> task : left) {
      task.cancel();
    }
    awaitAll(left);
  }

  private void awaitAll(List<? extends Deferred<?>> all) {
    awaited = all;
    ended = 0;
  }

  private void reportFailures() {
    for (Deferred<?> each : awaited) {
      Throwable failure = each.failure();
      if (generator != null) {
        if (failure != null) {
          reportFailureOf(generator, failure);
        }
        generator = null;
      } else if (failure != null && !each.isCancelled()) {
        loop.reports.report(
            "Failure of "
                + each.label()
                + ", which was left over and cancelled when the loop closed. Await it before that, where the failure"
                + " can be handled.",
            failure,
            each instanceof Task<?> task ? task : null);
      }
    }
    awaitAll(List.of());
  }

  private void reportFailureOf(AsyncGenerator<?> closed, Throwable failure) {
    loop.reports.report(
        "Failure of closing "
            + closed
            + " when the loop closed. Close it before that, where the failure can be handled.",
        failure,
        null);
  }

  private Iterator<AsyncGenerator<?>> openGenerators() {
    Iterator<AsyncGenerator<?>> open = generators;
    if (open == null) {
      open = loop.takeOpenGenerators().iterator();
      generators = open;
    }
    return open;
  }

  /** Closes a generator whose loop was left without closing it, so that its cleanup runs. */
  private void closeGenerator(AsyncGenerator<?> open) {
    if (loop.options.isDebug()) {
      loop.reports.report(
          open
              + " was left open, and is closed now that its loop closes. Iterate with each(...), or open it in a"
              + " try-with-resources block.",
          null,
          null);
    }
    awaitAll(List.of(loop.createTask("closing " + open, open.closeAsync())));
    generator = open;
  }

  private void endThreads() {
    Workers workers = loop.workersOrNull();
    if (workers != null) {
      Deferred<?> end = threads.end(workers);
      awaitAll(end == null ? List.of() : List.of(end));
    }
  }

  /**
   * Refuses everything from now on; false when there is something to run before, or still comes.
   */
  private boolean shut() {
    if (loop.ready.isEmpty() && loop.inbox.closeIfEmpty()) {
      reportTasksThatKeptComing();
      return true;
    }
    lastTurns++;
    if (lastTurns == ROUNDS) {
      loop.inbox.close(loop.ready);
    }
    if (lastTurns <= 2 * ROUNDS) {
      return false;
    }
    loop.reports.report("Callbacks of a loop that closed kept asking for more.", null, null);
    return true;
  }

  private void reportTasksThatKeptComing() {
    if (rounds == ROUNDS) {
      for (Task<?> task : loop.tasks.snapshot()) {
        loop.reports.report(
            task.label()
                + " was left over when the loop closed, and its like kept coming. Create no task in the cleanup of a"
                + " task that is being cancelled.",
            null,
            task);
      }
    }
  }
}
