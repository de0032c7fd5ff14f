package frozen;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;

import dev.simmer.Async;
import dev.simmer.Coroutine;

public interface Prices {
  @Async
  Coroutine<Integer> price(int item);

  @Async
  default Coroutine<Integer> pair(int item) {
    return done(await(price(item)) + await(second(item)));
  }

  @Async
  private Coroutine<Integer> second(int item) {
    return done(await(price(item)) - 1);
  }

  @Async
  static Coroutine<Integer> total(Prices prices, int... items) {
    int total = 0;
    for (int item : items) {
      total += await(prices.price(item));
    }
    return done(total);
  }
}
