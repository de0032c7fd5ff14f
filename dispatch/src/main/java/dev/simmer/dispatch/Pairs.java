package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** Awaits a default method through its interface. */
public record Pairs(Prices prices) {
  @Async
  Coroutine<Integer> twice(int item) {
    return done(await(prices.pair(item)) + await(prices.pair(item)));
  }
}
