package dev.simmer.benchmarks.simmer;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** W10 with Simmer. */
public final class SimmerHello {
  private SimmerHello() {}

  @Async
  private static Coroutine<Void> hello() {
    await(sleep(millis(1)));
    System.out.println("hello");
    return done();
  }

  public static void main(String[] args) {
    run(hello());
  }
}
