package dev.simmer;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Does something on another thread, and waits for it without blocking. */
final class ThreadCall<T> extends ForeignLeaf<T> {
  private final @Nullable Executor executor;
  private final ThrowingSupplier<T, ?> work;
  private @Nullable Job<T> job;

  /** Runs on the loop's own workers when {@code executor} is null. */
  ThreadCall(@Nullable Executor executor, ThrowingSupplier<T, ?> work) {
    this.executor = executor;
    this.work = work;
  }

  static <T> Coroutine<T> of(@Nullable Executor executor, ThrowingSupplier<T, ?> work) {
    return new ThreadCall<>(executor, work);
  }

  @Override
  @Nullable Object begin(Loop loop) {
    Executor target = executor == null ? loop.workers().executor() : executor;
    Job<T> submitted = new Job<>(work, Context.current(), target);
    target.execute(submitted);
    job = submitted;
    submitted.waiter(expect(loop, true));
    return park(loop);
  }

  @Override
  void stop() {
    if (job != null) {
      job.cancel();
    }
  }

  @Override
  protected String label() {
    return "work on another thread";
  }

  /**
   * The work as its thread sees it. Its monitor keeps an interrupt from hitting a thread that has
   * gone on to other work.
   */
  private static final class Job<T> implements Runnable {
    private final ThrowingSupplier<T, ?> work;
    private final Context context;
    private final Executor target;
    private @Nullable Arrival waiter;
    private @Nullable Thread worker;
    private boolean cancelled;
    private boolean ended;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Job(ThrowingSupplier<T, ?> work, Context context, Executor target) {
      this.work = work;
      this.context = context;
      this.target = target;
    }

    /** Names who hears of the end; the work may have ended already. */
    synchronized void waiter(Arrival arrival) {
      waiter = arrival;
      if (ended) {
        arrival.arrive(value, failure);
      }
    }

    void cancel() {
      synchronized (this) {
        cancelled = true;
        if (worker != null) {
          worker.interrupt();
        }
      }
      if (target instanceof ThreadPoolExecutor pool) {
        pool.remove(this);
      }
    }

    @Override
    public void run() {
      synchronized (this) {
        if (cancelled) {
          return;
        }
        worker = Thread.currentThread();
      }
      T result = null;
      Throwable thrown = null;
      Context before = Context.current();
      Context.install(context);
      try {
        result = work.get();
      } catch (Throwable e) {
        thrown = e;
      }
      Context.install(before);
      end(result, thrown);
    }

    private synchronized void end(@Nullable T result, @Nullable Throwable thrown) {
      worker = null;
      ended = true;
      value = result;
      failure = thrown;
      if (cancelled) {
        // The interrupt was for this work; whatever the thread does next must not see it.
        Thread.interrupted();
      } else if (waiter != null) {
        waiter.arrive(result, thrown);
      }
    }
  }
}
