package dev.simmer.benchmarks.eaasync;

import static com.ea.async.Async.await;

import dev.simmer.benchmarks.futures.ScheduledLoop;
import java.util.concurrent.CompletableFuture;

/** W10 with ea-async. */
public final class EaAsyncHello {
  private EaAsyncHello() {}

  public static void main(String[] args) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      loop.run(() -> hello(loop));
    }
  }

  private static CompletableFuture<Void> hello(ScheduledLoop loop) {
    await(loop.sleep(1));
    System.out.println("hello");
    return CompletableFuture.completedFuture(null);
  }
}
