package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.deferred;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.Promise;
import java.util.concurrent.CompletableFuture;

/** Values that are ready, or come in a later turn, or from another thread. */
public final class Later {
  /** When the values are there. */
  public enum Mode {
    READY,
    NEXT_TURN,
    OTHER_THREAD
  }

  private static Mode mode = Mode.READY;

  private Later() {}

  public static void use(Mode next) {
    mode = next;
  }

  public static Awaitable<Integer> of(int value) {
    Promise<Integer> promise = new Promise<>();
    switch (mode) {
      case READY -> promise.complete(value);
      case NEXT_TURN -> runningLoop().callSoon(() -> promise.complete(value));
      case OTHER_THREAD -> {
        return deferred(CompletableFuture.supplyAsync(() -> value));
      }
    }
    return promise;
  }

  /** A coroutine for an answer, an override or a proxy that has no {@code @Async} code. */
  @Async
  public static Coroutine<Integer> coroutine(int value) {
    return done(await(of(value)));
  }

  /** Wraps a coroutine, as code around a call would: what it yields, and 1000. */
  @Async
  public static Coroutine<Integer> wrapped(Coroutine<Integer> inner) {
    return done(await(inner) + await(of(1000)));
  }
}
