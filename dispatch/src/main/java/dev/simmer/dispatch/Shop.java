package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

/** A class whose methods can be overridden, and the calls it makes of its own methods. */
public class Shop implements Prices {
  private final int margin;

  public Shop(int margin) {
    this.margin = margin;
  }

  @Override
  @Async
  public Coroutine<Integer> price(int item) {
    Journal.note("Shop.price");
    return done(await(Later.of(item * 10)) + margin);
  }

  @Async
  public final Coroutine<Integer> fixed(int item) {
    Journal.note("Shop.fixed");
    return done(await(Later.of(item)) + margin);
  }

  @Async
  protected Coroutine<Integer> reserved(int item) {
    Journal.note("Shop.reserved");
    return done(await(Later.of(item)) + margin);
  }

  @Async
  Coroutine<Integer> internal(int item) {
    Journal.note("Shop.internal");
    return done(await(Later.of(item)) + margin);
  }

  @Async
  private Coroutine<Integer> cost(int item) {
    Journal.note("Shop.cost");
    return done(await(Later.of(item)) + margin);
  }

  /** Calls of the object's own methods, each of its own visibility. */
  @Async
  public Coroutine<Integer> ownCalls(int item) {
    return done(
        await(price(item))
            + await(fixed(item))
            + await(this.reserved(item))
            + await(internal(item))
            + await(cost(item)));
  }

  /** The call of a private method on another object. */
  @Async
  public static Coroutine<Integer> costIn(Shop other, int item) {
    return done(await(other.cost(item)));
  }
}
