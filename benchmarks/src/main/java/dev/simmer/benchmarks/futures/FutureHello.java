package dev.simmer.benchmarks.futures;

/** W10 with {@link java.util.concurrent.CompletableFuture}. */
public final class FutureHello {
  private FutureHello() {}

  public static void main(String[] args) {
    try (ScheduledLoop loop = new ScheduledLoop()) {
      loop.run(() -> loop.sleep(1).thenRun(() -> System.out.println("hello")));
    }
  }
}
