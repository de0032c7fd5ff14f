package dev.simmer.support.v1;

import dev.simmer.AsyncCallable;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.EventLoop;
import dev.simmer.Simmer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What generated faces call. */
public final class Facades {
  private static final long IDLE_SECONDS = 10;

  private Facades() {}

  /** A call that yields something. */
  @FunctionalInterface
  public interface Call<T> {
    T call() throws Throwable;
  }

  /** A call that yields nothing. */
  @FunctionalInterface
  public interface Action {
    void call() throws Throwable;
  }

  /** Makes a call elsewhere that may throw more than exceptions. */
  public static <T> Coroutine<T> runIn(Executor executor, Call<T> call) {
    return Simmer.<T, RuntimeException>runIn(
        executor,
        () -> {
          try {
            return call.call();
          } catch (Throwable thrown) {
            throw Facades.<RuntimeException>sneaky(thrown);
          }
        });
  }

  /** Makes a call elsewhere that may throw more than exceptions, and yields nothing. */
  public static Coroutine<Void> runIn(Executor executor, Action action) {
    return Simmer.<RuntimeException>runIn(
        executor,
        () -> {
          try {
            action.call();
          } catch (Throwable thrown) {
            throw Facades.<RuntimeException>sneaky(thrown);
          }
        });
  }

  /** Makes a bounded pool of daemon threads, which end when they are idle. */
  public static Executor threads(String name, int most) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "simmer-" + name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs a coroutine and blocks until it has ended: on a loop of its own where none is given. */
  public static <T> T call(@Nullable EventLoop loop, AsyncCallable<T> body) {
    if (loop == null) {
      return Simmer.run(Simmer.async(body));
    }
    CompletableFuture<T> result = loop.submit(Simmer.async(body));
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancelledError("the thread that waited for the result was interrupted");
    } catch (CancellationException e) {
      throw new CancelledError("the task was cancelled");
    } catch (IllegalStateException onTheLoopItself) {
      result.cancel(true);
      throw onTheLoopItself;
    } catch (ExecutionException e) {
      throw Facades.<RuntimeException>sneaky(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Throws anything as itself: the face declares what the asynchronous method does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
