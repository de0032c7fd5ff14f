package dev.simmer.dispatch;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.function.IntFunction;

/** Subclasses of a rewritten class, rewritten too. */
public class Corner extends Shop {
  public Corner(int margin) {
    super(margin);
  }

  /** Never asks the method it overrides. */
  public static final class Replacing extends Corner {
    public Replacing() {
      super(3);
    }

    @Override
    @Async
    public Coroutine<Integer> price(int item) {
      Journal.note("Replacing.price");
      return done(await(Later.of(item)));
    }
  }

  /** Awaits the method it overrides. */
  public static final class Wrapping extends Corner {
    public Wrapping() {
      super(3);
    }

    @Override
    @Async
    public Coroutine<Integer> price(int item) {
      Journal.note("Wrapping.price");
      return done(await(super.price(item)) + await(Later.of(1000)));
    }

    @Override
    @Async
    protected Coroutine<Integer> reserved(int item) {
      Journal.note("Wrapping.reserved");
      return super.reserved(item + 1);
    }
  }

  /** Awaits the method it overrides inside a lambda, and through a method reference. */
  public static final class InLambda extends Corner {
    public InLambda() {
      super(3);
    }

    @Override
    @Async
    public Coroutine<Integer> price(int item) {
      Journal.note("InLambda.price");
      IntFunction<Coroutine<Integer>> reference = super::fixed;
      int fixed = await(reference.apply(item));
      return done(
          await(async(() -> done(await(super.price(item)) + await(Later.of(1000))))) + fixed);
    }
  }

  /** Calls the method it overrides and lets the coroutine go. */
  public static final class Dropping extends Corner {
    public Dropping() {
      super(3);
    }

    @Override
    @Async
    public Coroutine<Integer> price(int item) {
      Journal.note("Dropping.price");
      super.price(item).close();
      return done(await(Later.of(5)));
    }
  }

  /** Calls itself, in plain Java, until there is no stack left. */
  public static final class Overflowing extends Corner {
    public Overflowing() {
      super(3);
    }

    @Override
    @Async
    public Coroutine<Integer> price(int item) {
      await(Later.of(item));
      return done(deeper(item));
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private int deeper(int n) {
      return deeper(n + 1) + 1;
    }
  }
}
