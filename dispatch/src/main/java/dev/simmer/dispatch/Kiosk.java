package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** A class that nobody can extend. */
public final class Kiosk implements Prices {
  @Override
  @Async
  public Coroutine<Integer> price(int item) {
    Journal.note("Kiosk.price");
    return done(await(Later.of(item * 10)) + 1);
  }
}
