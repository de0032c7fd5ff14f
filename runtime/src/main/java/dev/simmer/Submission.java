package dev.simmer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A coroutine handed in by another thread, as the future that thread holds. */
final class Submission<T> extends CompletableFuture<T> {
  private final Loop loop;
  private final Coroutine<T> coroutine;
  private final Context context;
  private final @Nullable StackTraceElement place;

  /** Set and read on the loop's thread. */
  private @Nullable Task<T> task;

  private Submission(
      Loop loop, Coroutine<T> coroutine, Context context, @Nullable StackTraceElement place) {
    this.loop = loop;
    this.coroutine = coroutine;
    this.context = context;
    this.place = place;
  }

  /** Hands in a coroutine from any thread; null when the loop runs nothing any more. */
  static <T> @Nullable CompletableFuture<T> handIn(
      Loop loop, Coroutine<T> coroutine, Context context, @Nullable StackTraceElement place) {
    Submission<T> submission = new Submission<>(loop, coroutine, context, place);
    return loop.handIn(new Start(submission)) ? submission : null;
  }

  /** Starts the task on the loop's thread. */
  static final class Start extends Ready {
    private final Submission<?> submission;

    private Start(Submission<?> submission) {
      this.submission = submission;
    }

    @Override
    void run(Loop on) {
      submission.start(on);
    }

    /** Is called instead, on any thread, where nothing runs any more. */
    void refuse(RuntimeException refusal) {
      submission.coroutine.close();
      submission.completeExceptionally(refusal);
    }
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
  public T get() throws InterruptedException, ExecutionException {
    checkMayBlock();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    checkMayBlock();
    return super.get(timeout, unit);
  }

  @Override
  public T join() {
    checkMayBlock();
    return super.join();
  }

  /** On the loop's own thread the result would never come. */
  private void checkMayBlock() {
    if (!isDone() && Loop.currentOrNull() == loop) {
      throw new IllegalStateException(
          "The result of submit(...) was waited for on the thread of the loop that has to produce it, which would wait"
              + " for itself. Await it there: await(future).");
    }
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
      started = on.createTask(null, coroutine, context, place);
    } catch (RuntimeException e) {
      completeExceptionally(e);
      return;
    }
    task = started;
    started.whenDone(new FutureView.Ending<>(this, started));
  }
}
