package dev.simmer;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A coroutine handed in by another thread, as the future that thread holds. */
final class Submission<T> extends CompletableFuture<T> {
  private final Loop loop;
  private final Coroutine<T> coroutine;
  private final Context context;
  private final @Nullable StackTraceElement place;

  /** Set and read on the loop's thread. */
  private @Nullable Task<T> task;

  Submission(
      Loop loop, Coroutine<T> coroutine, Context context, @Nullable StackTraceElement place) {
    this.loop = loop;
    this.coroutine = coroutine;
    this.context = context;
    this.place = place;
  }

  /** Returns what starts the task on the loop's thread. */
  Ready node() {
    return new Ready() {
      @Override
      void run(Loop on) {
        start(on);
      }
    };
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
            if (task != null) {
              task.cancel();
            }
          }
        });
    return true;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  private void start(Loop on) {
    if (isDone()) {
      coroutine.close();
      return;
    }
    Task<T> started;
    try {
      started = on.createSubmitted(coroutine, context, place);
    } catch (RuntimeException e) {
      completeExceptionally(e);
      return;
    }
    task = started;
    started.whenDone(
        new Ready() {
          @Override
          void run(Loop end) {
            FutureView.complete(Submission.this, started);
          }
        });
  }
}
