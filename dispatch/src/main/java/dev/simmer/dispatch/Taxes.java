package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** Static methods, public and private. */
public final class Taxes {
  private Taxes() {}

  @Async
  public static Coroutine<Integer> rate(int item) {
    Journal.note("Taxes.rate");
    return done(await(Later.of(item)) + 19);
  }

  @Async
  private static Coroutine<Integer> base(int item) {
    Journal.note("Taxes.base");
    return done(await(Later.of(item * 10)));
  }

  @Async
  public static Coroutine<Integer> gross(int item) {
    Journal.note("Taxes.gross");
    return done(await(base(item)) + await(rate(item)));
  }
}
