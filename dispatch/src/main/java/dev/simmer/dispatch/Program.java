package dev.simmer.dispatch;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;

import dev.simmer.Async;
import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncIterable;
import dev.simmer.Coroutine;
import java.util.function.IntFunction;

/** The calls that have no place in {@link Site}. */
public final class Program {
  private Program() {}

  /** A resource whose close waits. */
  public static class Till implements AsyncCloseable {
    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      await(Later.of(1));
      Journal.note("Till.closeAsync");
      return done();
    }
  }

  /** A class with a generator method. */
  public static class Catalogue {
    @Async
    public AsyncGenerator<Integer> items(int count) {
      Journal.note("Catalogue.items");
      for (int i = 0; i < count; i++) {
        emit(await(Later.of(i)));
      }
      return end();
    }
  }

  @Async
  static Coroutine<Integer> rateThrice(int item) {
    int sum = await(Taxes.rate(item)) + await(Taxes.rate(item));
    return done(sum + await(Taxes.rate(item)));
  }

  /** Constructor arguments that wait, and a call on what was just made. */
  @Async
  static Coroutine<Integer> built(int margin, int item) {
    Shop shop = new Shop(await(Later.of(margin)));
    int first = await(shop.price(item));
    return done(first + await(new Shop(await(Later.of(margin))).price(item)));
  }

  @Async
  static Coroutine<Integer> sum(Catalogue catalogue, int count) {
    int sum = 0;
    for (int item : each((AsyncIterable<Integer>) catalogue.items(count))) {
      sum += item;
    }
    return done(sum);
  }

  @Async
  static Coroutine<Integer> closing(Till till) {
    try (till) {
      return done(await(Later.of(3)));
    }
  }

  /** Notes what is evaluated before the receiver is looked at. */
  @Async
  static Coroutine<Integer> noted(Prices prices) {
    return done(await(prices.price(argument())));
  }

  private static int argument() {
    Journal.note("argument");
    return 4;
  }

  /** Catches what a call throws, and goes on awaiting. */
  @Async
  static Coroutine<Integer> recovered(Prices prices, Prices other, int item) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      try {
        sum += await(prices.price(item));
      } catch (IllegalStateException | StackOverflowError e) {
        Journal.note("caught");
        sum += await(other.price(item));
      }
    }
    return done(sum);
  }

  /** A loop that asks for its object every time, which may turn into another one on the way. */
  @Async
  static Coroutine<Long> spin(IntFunction<Prices> source, int rounds) {
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += await(source.apply(i).price(1));
    }
    return done(sum);
  }
}
