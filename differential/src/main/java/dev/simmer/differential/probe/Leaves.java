package dev.simmer.differential.probe;

import static dev.simmer.Simmer.runningLoop;

import dev.simmer.Awaitable;
import dev.simmer.EventLoop;
import dev.simmer.Promise;
import dev.simmer.Simmer;
import dev.simmer.Task;
import dev.simmer.differential.journal.Injection;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Leaf;
import dev.simmer.differential.journal.Mode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the awaitables of the subject's world: promises of the loop that end when the journal says.
 */
final class Leaves {
  private static final ExecutorService OTHER_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "completes awaitables");
            thread.setDaemon(true);
            return thread;
          });

  private Leaves() {}

  static <T> Awaitable<T> leaf(@Nullable T value, @Nullable Throwable failure, boolean counted) {
    Journal journal = Journal.current();
    Leaf leaf = counted ? journal.leaf() : journal.uncountedLeaf();
    Promise<T> promise = new Promise<>();
    Throwable thrown = failureOf(leaf, failure);
    end(
        journal,
        leaf,
        () -> {
          if (thrown == null) {
            promise.tryComplete(value);
          } else {
            promise.tryFail(thrown);
          }
        });
    return promise;
  }

  static <T> Awaitable<T> never() {
    return new Promise<>();
  }

  static <T> CompletionStage<T> stage(@Nullable T value, @Nullable Throwable failure) {
    Journal journal = Journal.current();
    Leaf leaf = journal.leaf();
    CompletableFuture<T> future = new CompletableFuture<>();
    Throwable thrown = failureOf(leaf, failure);
    end(
        journal,
        leaf,
        () -> {
          if (thrown == null) {
            future.complete(value);
          } else {
            future.completeExceptionally(thrown);
          }
        });
    return future;
  }

  private static void post(EventLoop loop, Runnable handedIn) {
    try {
      loop.post(handedIn);
    } catch (IllegalStateException closed) {
      // Nobody awaited it, and the run is over.
    }
  }

  private static @Nullable Throwable failureOf(Leaf leaf, @Nullable Throwable failure) {
    Injection injection = leaf.injection();
    return injection == null || injection.kind().cancels() ? failure : injection.exception();
  }

  private static void end(Journal journal, Leaf leaf, Runnable complete) {
    Injection injection = leaf.injection();
    if (!leaf.suspends()) {
      complete.run();
      return;
    }
    Task<?> task = Simmer.currentTask();
    Runnable later =
        () -> {
          Memory.check(task, journal);
          complete.run();
        };
    if (injection != null && injection.kind().cancels()) {
      String message = injection.message();
      switch (injection.kind()) {
        case CANCEL_BEFORE -> {
          journal.cancel(message);
          return;
        }
        case CANCEL_WAITING -> later = () -> journal.cancel(message);
        default ->
            later =
                () -> {
                  complete.run();
                  journal.cancel(message);
                };
      }
    }
    EventLoop loop = runningLoop();
    if (journal.mode() == Mode.THREAD) {
      Runnable handedIn = later;
      OTHER_THREAD.execute(() -> post(loop, handedIn));
    } else {
      loop.callSoon(later);
    }
  }
}
