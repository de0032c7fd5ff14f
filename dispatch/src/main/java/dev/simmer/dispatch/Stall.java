package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** A class whose price is left to its subclasses, and that overrides a default method. */
public abstract class Stall implements Prices {
  @Override
  @Async
  public abstract Coroutine<Integer> price(int item);

  @Override
  @Async
  public Coroutine<Integer> pair(int item) {
    Journal.note("Stall.pair");
    return done(await(Prices.super.pair(await(Later.of(item)))) + 100);
  }
}
