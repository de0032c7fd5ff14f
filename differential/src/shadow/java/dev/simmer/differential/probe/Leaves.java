package dev.simmer.differential.probe;

import dev.simmer.Awaitable;
import dev.simmer.CancelledError;
import dev.simmer.Ended;
import dev.simmer.Timeout;
import dev.simmer.differential.journal.Injection;
import dev.simmer.differential.journal.Journal;
import dev.simmer.differential.journal.Leaf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes the awaitables of the oracle's world, which are there at once. */
final class Leaves {
  private Leaves() {}

  static <T> Awaitable<T> leaf(T value, Throwable failure, boolean counted) {
    Journal journal = Journal.current();
    Leaf leaf = counted ? journal.leaf() : journal.uncountedLeaf();
    Throwable thrown = failureOf(leaf, failure);
    return new Ended<>(value, thrown);
  }

  static <T> Awaitable<T> never() {
    return new Ended<>(null, Timeout.expire());
  }

  static <T> CompletionStage<T> stage(T value, Throwable failure) {
    Throwable thrown = failureOf(Journal.current().leaf(), failure);
    return thrown == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(thrown);
  }

  private static Throwable failureOf(Leaf leaf, Throwable failure) {
    Injection injection = leaf.injection();
    if (injection == null) {
      return failure;
    }
    if (!injection.kind().cancels()) {
      return injection.exception();
    }
    CancelledError cancel = new CancelledError(injection.message());
    Journal.current().unwinds(cancel);
    return cancel;
  }
}
