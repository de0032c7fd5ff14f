package dev.simmer.differential.library;

import dev.simmer.Awaitable;
import dev.simmer.Promise;
import dev.simmer.Simmer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the copies await: a value that is ready, or comes in a later turn of the loop. */
public final class Leaves {
  private Leaves() {}

  /** Returns an awaitable of the value. */
  public static Awaitable<Object> of(@Nullable Object value) {
    Promise<Object> promise = new Promise<>();
    when(() -> promise.complete(value));
    return promise;
  }

  /** Returns a stage of the value. */
  public static CompletionStage<Object> stage(@Nullable Object value) {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    when(() -> stage.complete(value));
    return stage;
  }

  private static void when(Runnable complete) {
    if (Thread.currentThread() instanceof CallThread thread && thread.waits()) {
      Simmer.runningLoop().callSoon(complete);
    } else {
      complete.run();
    }
  }
}
