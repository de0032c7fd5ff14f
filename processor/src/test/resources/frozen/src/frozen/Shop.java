package frozen;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;

import dev.simmer.Async;
import dev.simmer.AsyncCallable;
import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncGenerator;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

public class Shop implements Prices {
  protected final IntFunction<Awaitable<Integer>> later;
  private final IntFunction<CompletionStage<Integer>> stages;
  public final StringBuilder log = new StringBuilder();

  public Shop(IntFunction<Awaitable<Integer>> later, IntFunction<CompletionStage<Integer>> stages) {
    this.later = later;
    this.stages = stages;
  }

  @Override
  @Async
  public Coroutine<Integer> price(int item) {
    return done(await(later.apply(item)) * 10);
  }

  /** Every form of await. */
  @Async
  public Coroutine<Integer> everyAwait(int item) throws IOException {
    int sum = await(later.apply(item));
    sum += await(later.apply(item), IOException.class);
    sum += await(stages.apply(item));
    sum += await(stages.apply(item), IOException.class);
    return done(sum + await(exact(item)) + (int) (await(large(item)) + await(precise(item))));
  }

  @Async
  private Coroutine<Integer> exact(int item) {
    return done(await(later.apply(item)) + 1);
  }

  @Async
  private Coroutine<Long> large(int item) {
    await(later.apply(item));
    return done(1000L);
  }

  @Async
  private Coroutine<Double> precise(double item) {
    await(later.apply(1));
    return done(item / 2);
  }

  @Async
  public AsyncGenerator<Integer> items(int count) {
    try {
      for (int i = 0; i < count; i++) {
        emit(await(later.apply(i)));
      }
    } finally {
      log.append("closed ");
    }
    return end();
  }

  /** Loops over a generator to its end, leaves one early, and leaves one by an exception. */
  @Async
  public Coroutine<Integer> loops() {
    int sum = 0;
    for (int item : each(items(4))) {
      sum += item;
    }
    for (int item : each(items(4))) {
      if (item == 1) {
        break;
      }
    }
    try {
      for (int item : each(items(4))) {
        if (item == 2) {
          throw new IllegalStateException("two");
        }
      }
    } catch (IllegalStateException e) {
      sum += 100;
    }
    return done(sum);
  }

  public final class Till implements AsyncCloseable {
    private final int number;

    Till(int number) {
      this.number = number;
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      await(later.apply(number));
      log.append("till ").append(number).append(' ');
      return done();
    }
  }

  /** Scopes that end normally and by an exception, inside a finally block. */
  @Async
  public Coroutine<String> scopes() {
    try {
      try (Till one = new Till(1);
          Till two = new Till(2)) {
        await(later.apply(one.number + two.number));
      }
      try (Till three = new Till(3)) {
        throw new IllegalStateException("three " + await(later.apply(three.number)));
      }
    } catch (IllegalStateException e) {
      return done(e.getMessage());
    } finally {
      log.append("finally ").append(await(later.apply(9))).append(' ');
    }
  }

  /** Lambdas, one inside the other. */
  @Async
  public Coroutine<Integer> lambdas(int item) throws Exception {
    AsyncCallable<Integer> outer =
        () -> {
          AsyncCallable<Integer> inner = () -> done(await(later.apply(item)) + 1);
          return done(await(inner.call()) * 2);
        };
    return outer.call();
  }

  /** A recursion deeper than the Java stack is allowed to become. */
  @Async
  public Coroutine<Integer> deep(int n) {
    return done(n == 0 ? await(later.apply(0)) : await(deep(n - 1)) + 1);
  }

  /** The same, where only tail calls are made. */
  @Async
  public static Coroutine<Boolean> even(int n) {
    return n == 0 ? done(true) : odd(n - 1);
  }

  @Async
  private static Coroutine<Boolean> odd(int n) {
    return n == 0 ? done(false) : even(n - 1);
  }

  /** A coroutine that is held before it is returned from inside a try block. */
  @Async
  public Coroutine<Integer> returned(boolean known) {
    try {
      Coroutine<Integer> result = known ? done(5) : price(5);
      log.append("held ");
      return result;
    } finally {
      log.append("left ");
    }
  }

  /** Values on the operand stack, and an object that is not initialised yet. */
  @Async
  public Coroutine<String> operands() {
    return done(
        new StringBuilder("a")
            .append(await(later.apply(1)))
            .append(new String(new char[] {'b', (char) ('a' + await(later.apply(2)))}))
            .append(1L + await(later.apply(3)))
            .append(2.5 * await(later.apply(4)))
            .toString());
  }
}
