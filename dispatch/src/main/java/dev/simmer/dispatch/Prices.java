package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** Abstract, default, private and static methods of an interface. */
public interface Prices {
  @Async
  Coroutine<Integer> price(int item);

  @Async
  default Coroutine<Integer> pair(int item) {
    Journal.note("Prices.pair");
    return done(await(price(item)) + await(second(item)));
  }

  @Async
  private Coroutine<Integer> second(int item) {
    Journal.note("Prices.second");
    return done(await(price(item)) - await(Later.of(1)));
  }

  /** A rewritten lambda. */
  static Prices lambda() {
    return item -> {
      Journal.note("lambda");
      return done(await(Later.of(item)) + 7);
    };
  }
}
