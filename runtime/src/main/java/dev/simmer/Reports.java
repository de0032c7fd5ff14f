package dev.simmer;

import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the exception handler hears of, among it the failures that nobody looked at.
 *
 * <p>Such a failure is reported when its object has been collected, for then nobody can look any
 * more, and at the latest when the loop closes.
 */
final class Reports {
  /** The failures that nobody can look at any more; null before the first failure. */
  private @Nullable ReferenceQueue<Deferred<?>> collected;

  /** Who hears of it; null for the log. */
  private @Nullable Consumer<UncaughtEvent> handler;

  private @Nullable Unseen first;
  private @Nullable Unseen last;

  Reports(@Nullable Consumer<UncaughtEvent> handler) {
    this.handler = handler;
  }

  void handler(@Nullable Consumer<UncaughtEvent> changed) {
    handler = changed;
  }

  /**
   * Tells the handler; a handler that fails is itself reported to the log, and changes nothing
   * else.
   */
  void report(String message, @Nullable Throwable exception, @Nullable Task<?> task) {
    UncaughtEvent event = new UncaughtEvent(message, exception, task);
    try {
      if (handler == null) {
        log(event);
      } else {
        handler.accept(event);
      }
    } catch (Throwable e) {
      log(event);
      log(new UncaughtEvent("The exception handler itself failed on the report above.", e, null));
    }
  }

  /** Notes a failure until somebody looks. */
  Unseen unseen(Deferred<?> source, Throwable exception) {
    ReferenceQueue<Deferred<?>> queue = collected;
    if (queue == null) {
      queue = new ReferenceQueue<>();
      collected = queue;
    }
    Unseen unseen = new Unseen(source, exception, queue);
    unseen.previous = last;
    if (last == null) {
      first = unseen;
    } else {
      last.following = unseen;
    }
    last = unseen;
    return unseen;
  }

  void seen(Unseen unseen) {
    if (unseen.previous == null && unseen != first) {
      return;
    }
    if (unseen.previous == null) {
      first = unseen.following;
    } else {
      unseen.previous.following = unseen.following;
    }
    if (unseen.following == null) {
      last = unseen.previous;
    } else {
      unseen.following.previous = unseen.previous;
    }
    unseen.previous = null;
    unseen.following = null;
    unseen.clear();
  }

  /** Reports the failures of what has been collected. */
  void reportCollected() {
    if (first == null || collected == null) {
      return;
    }
    while (collected.poll() instanceof Unseen unseen) {
      reportUnseen(unseen, null);
    }
  }

  /** Reports every failure that nobody looked at, in the order they happened. */
  void reportRest() {
    for (Unseen unseen = first; unseen != null; unseen = first) {
      reportUnseen(unseen, unseen.get());
    }
  }

  private void reportUnseen(Unseen unseen, @Nullable Deferred<?> source) {
    seen(unseen);
    report(
        "Failure of "
            + unseen.label
            + " that nobody looked at. Await it, or call result() or exception() on it, where the failure should be"
            + " handled.",
        unseen.exception,
        source instanceof Task<?> task ? task : null);
  }

  private static void log(UncaughtEvent event) {
    System.getLogger("dev.simmer")
        .log(System.Logger.Level.WARNING, event.message(), event.exception());
  }
}
