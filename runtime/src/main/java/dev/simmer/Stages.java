package dev.simmer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How completion stages are looked at and cancelled. */
final class Stages {
  private Stages() {}

  /**
   * Returns the failure itself, without the wrappers that futures put around it; a cancellation is
   * a CancelledError.
   */
  static Throwable unwrap(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    if (inner instanceof CancellationException cancellation) {
      CancelledError error = new CancelledError(cancellation.getMessage());
      error.initCause(cancellation);
      return error;
    }
    return inner;
  }

  /**
   * Returns the stage as a future that can be cancelled; null where the stage does not offer one.
   */
  static @Nullable CompletableFuture<?> future(CompletionStage<?> stage) {
    try {
      return stage.toCompletableFuture();
    } catch (UnsupportedOperationException notOffered) {
      return null;
    }
  }

  /** Says whether a stage may be completed by anything but the loop itself. */
  static boolean isForeign(CompletionStage<?> stage, Loop loop) {
    return !(stage instanceof FutureView<?> view && view.isOf(loop));
  }

  static void cancel(CompletionStage<?> stage) {
    CompletableFuture<?> future = future(stage);
    if (future != null) {
      future.cancel(true);
    }
  }
}
