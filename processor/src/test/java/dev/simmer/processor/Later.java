package dev.simmer.processor;

import dev.simmer.Awaitable;
import dev.simmer.Promise;
import dev.simmer.Simmer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What the programs under test await: results that are ready, or come in a later turn, or from
 * another thread.
 */
public final class Later {
  /** When the results are there. */
  public enum Mode {
    READY,
    SUSPENDING,
    MIXED,
    OTHER_THREAD
  }

  private static final Executor OTHER_THREAD =
      Executors.newSingleThreadExecutor(
          action -> {
            Thread thread = new Thread(action, "other");
            thread.setDaemon(true);
            return thread;
          });

  private static Mode mode = Mode.READY;
  private static Random random = new Random(0);
  private static final StringBuilder log = new StringBuilder();

  private Later() {}

  public static void start(Mode next) {
    mode = next;
    random = new Random(42);
    log.setLength(0);
  }

  public static String trace() {
    return log.toString();
  }

  /** Notes a side effect. */
  public static <T> T log(T value) {
    log.append(value).append(' ');
    return value;
  }

  public static <T> Awaitable<T> later(T value) {
    return when(promise -> promise.complete(value), future -> future.complete(value));
  }

  public static <T> Awaitable<T> failing(Throwable exception) {
    return when(
        promise -> promise.fail(exception), future -> future.completeExceptionally(exception));
  }

  private static <T> Awaitable<T> when(
      Consumer<Promise<T>> settle, Consumer<CompletableFuture<T>> settleElsewhere) {
    boolean now = mode == Mode.READY || mode == Mode.MIXED && random.nextBoolean();
    if (mode == Mode.OTHER_THREAD) {
      CompletableFuture<T> future = new CompletableFuture<>();
      Simmer.runningLoop().callSoon(() -> elsewhere(() -> settleElsewhere.accept(future)));
      return Simmer.deferred(future);
    }
    Promise<T> promise = new Promise<>();
    if (now) {
      settle.accept(promise);
    } else {
      Simmer.runningLoop().callSoon(() -> settle.accept(promise));
    }
    return promise;
  }

  /** Runs something on another thread, and is back when it has run. */
  private static void elsewhere(Runnable action) {
    CompletableFuture.runAsync(action, OTHER_THREAD).join();
  }
}
