package dev.simmer.processor;

import dev.simmer.Awaitable;
import dev.simmer.Promise;
import dev.simmer.Simmer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

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

  private static Mode mode = Mode.READY;
  private static Random random = new Random(0);
  private static final StringBuilder log = new StringBuilder();

  private Later() {}

  static void start(Mode next) {
    mode = next;
    random = new Random(42);
    log.setLength(0);
  }

  static String trace() {
    return log.toString();
  }

  /** Notes a side effect. */
  public static <T> T log(T value) {
    log.append(value).append(' ');
    return value;
  }

  public static <T> Awaitable<T> later(T value) {
    return switch (mode) {
      case READY -> ready(value);
      case SUSPENDING -> nextTurn(value, null);
      case MIXED -> random.nextBoolean() ? ready(value) : nextTurn(value, null);
      case OTHER_THREAD -> Simmer.deferred(CompletableFuture.supplyAsync(() -> value));
    };
  }

  public static <T> Awaitable<T> failing(Throwable exception) {
    if (mode == Mode.READY) {
      Promise<T> promise = new Promise<>();
      promise.fail(exception);
      return promise;
    }
    return nextTurn(null, exception);
  }

  private static <T> Awaitable<T> ready(T value) {
    Promise<T> promise = new Promise<>();
    promise.complete(value);
    return promise;
  }

  private static <T> Awaitable<T> nextTurn(T value, Throwable exception) {
    Promise<T> promise = new Promise<>();
    Simmer.runningLoop()
        .callSoon(
            () -> {
              if (exception == null) {
                promise.complete(value);
              } else {
                promise.fail(exception);
              }
            });
    return promise;
  }
}
