package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** A record. */
public record Ticket(int margin) implements Prices {
  @Override
  @Async
  public Coroutine<Integer> price(int item) {
    Journal.note("Ticket.price");
    return done(await(Later.of(item * 10)) + margin);
  }
}
