package dev.simmer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link CompletableFuture} that ends like a deferred result and whose cancellation cancels it.
 */
final class FutureView<T> extends CompletableFuture<T> {
  private final Loop loop;
  private final Deferred<T> source;

  private FutureView(Deferred<T> source) {
    this.loop = source.loop();
    this.source = source;
  }

  static <T> CompletableFuture<T> of(Deferred<T> source) {
    FutureView<T> view = new FutureView<>(source);
    if (source.isDone()) {
      complete(view, source);
    } else {
      source.whenDone(new Ending<>(view, source));
    }
    return view;
  }

  boolean isOf(Loop other) {
    return loop == other;
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    if (!super.cancel(mayInterrupt)) {
      return false;
    }
    loop.handIn(
        new Ready() {
          @Override
          void run(Loop on) {
            source.cancel();
          }
        });
    return true;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  /** Ends a future, which other threads may hold, as a deferred result has ended. */
  static final class Ending<T> extends Ready {
    private final CompletableFuture<T> future;
    private final Deferred<T> ended;

    Ending(CompletableFuture<T> future, Deferred<T> ended) {
      this.future = future;
      this.ended = ended;
    }

    @Override
    void run(Loop on) {
      complete(future, ended);
    }
  }

  private static <T> void complete(CompletableFuture<T> future, Deferred<T> ended) {
    Throwable failure = ended.failure();
    if (failure == null) {
      future.complete(Unchecked.cast(ended.value()));
    } else if (ended.isCancelled()) {
      CancellationException cancellation = new CancellationException(failure.getMessage());
      cancellation.initCause(failure);
      future.completeExceptionally(cancellation);
    } else {
      future.completeExceptionally(failure);
    }
  }
}
