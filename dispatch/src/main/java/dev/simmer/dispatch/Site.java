package dev.simmer.dispatch;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.function.IntFunction;

/** The ways in which rewritten code awaits a call; each awaits {@code price} three times. */
public enum Site {
  INTERFACE {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      int sum = await(prices.price(item)) + await(prices.price(item));
      return done(sum + await(prices.price(item)));
    }
  },

  /** Through the type of the class, where the object is of it. */
  CLASS {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      if (prices instanceof Shop shop) {
        int sum = await(shop.price(item)) + await(shop.price(item));
        return done(sum + await(shop.price(item)));
      }
      if (prices instanceof Kiosk kiosk) {
        int sum = await(kiosk.price(item)) + await(kiosk.price(item));
        return done(sum + await(kiosk.price(item)));
      }
      if (prices instanceof Ticket ticket) {
        int sum = await(ticket.price(item)) + await(ticket.price(item));
        return done(sum + await(ticket.price(item)));
      }
      return INTERFACE.thrice(prices, item);
    }
  },

  TYPE_VARIABLE {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      return of(prices, item);
    }

    @Async
    private <P extends Prices> Coroutine<Integer> of(P prices, int item) {
      int sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += await(prices.price(item));
      }
      return done(sum);
    }
  },

  TAIL_CALL {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      return done(
          await(once(prices, item)) + await(once(prices, item)) + await(once(prices, item)));
    }

    @Async
    private Coroutine<Integer> once(Prices prices, int item) {
      return prices.price(item);
    }
  },

  IN_TRY {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      int sum = 0;
      for (int i = 0; i < 3; i++) {
        try {
          sum += await(prices.price(item));
        } finally {
          await(Later.of(i));
        }
      }
      return done(sum);
    }
  },

  /** The coroutine is held, and awaited later. */
  HELD {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      Coroutine<Integer> first = prices.price(item);
      Coroutine<Integer> second = prices.price(item);
      int sum = await(second);
      Coroutine<Integer> third = prices.price(item);
      return done(sum + await(first) + await(third));
    }
  },

  LAMBDA {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      int sum = await(async(() -> done(await(prices.price(item)) + await(prices.price(item)))));
      return done(sum + await(async(() -> prices.price(item))));
    }
  },

  METHOD_REFERENCE {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      IntFunction<Coroutine<Integer>> price = prices::price;
      return done(await(price.apply(item)) + await(price.apply(item)) + await(price.apply(item)));
    }
  },

  TASK {
    @Override
    @Async
    public Coroutine<Integer> thrice(Prices prices, int item) {
      var first = createTask(prices.price(item));
      var second = createTask(() -> prices.price(item));
      return done(await(second) + await(first) + await(createTask(prices.price(item))));
    }
  };

  /** Awaits {@code prices.price(item)} three times and adds up. */
  public abstract Coroutine<Integer> thrice(Prices prices, int item);
}
