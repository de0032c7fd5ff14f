package dev.simmer.dispatch;

import dev.simmer.Coroutine;

/** Subclasses of a rewritten class that the processor has never seen. */
class PlainCorner extends Shop {
  PlainCorner() {
    super(3);
  }

  /** Never asks the method it overrides. */
  static final class Replacing extends PlainCorner {
    @Override
    public Coroutine<Integer> price(int item) {
      Journal.note("Replacing.price");
      return Later.coroutine(item);
    }
  }

  /** Wraps what the method it overrides returns. */
  static final class Wrapping extends PlainCorner {
    @Override
    public Coroutine<Integer> price(int item) {
      Journal.note("Wrapping.price");
      return Later.wrapped(super.price(item));
    }

    @Override
    protected Coroutine<Integer> reserved(int item) {
      Journal.note("Wrapping.reserved");
      return super.reserved(item + 1);
    }
  }

  /** Calls the method it overrides and lets the coroutine go. */
  static final class Dropping extends PlainCorner {
    @Override
    public Coroutine<Integer> price(int item) {
      Journal.note("Dropping.price");
      super.price(item).close();
      return Later.coroutine(5);
    }
  }

  /** Throws before there is a coroutine. */
  static final class Throwing extends PlainCorner {
    @Override
    public Coroutine<Integer> price(int item) {
      Journal.note("Throwing.price");
      throw new IllegalStateException("sold out");
    }
  }

  /** Never comes to an end. */
  static final class Overflowing extends PlainCorner {
    @Override
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    public Coroutine<Integer> price(int item) {
      return price(item + 1);
    }
  }
}
