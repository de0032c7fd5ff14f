package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** A decorator. */
public record Metered(Prices inner) implements Prices {
  @Override
  @Async
  public Coroutine<Integer> price(int item) {
    Journal.note("Metered.price");
    return done(await(inner.price(item)) + await(Later.of(1000)));
  }
}
