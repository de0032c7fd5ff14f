package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runIn;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * CPU-bound work on all cores: a pool of one's own does the counting while the loop stays free.
 * Threads will do here; no processes are needed, as Java has no global lock.
 *
 * <pre>
 * async def all_digits(numbers):
 *     loop = asyncio.get_running_loop()
 *     with ProcessPoolExecutor() as cores:
 *         return await asyncio.gather(
 *             *(loop.run_in_executor(cores, digits, n) for n in numbers))
 * </pre>
 */
public final class AllCores {
  private AllCores() {}

  /** Returns how many digits n! has, the slow way. */
  static int digits(int n) {
    var product = BigInteger.ONE;
    for (int factor = 2; factor <= n; factor++) {
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product.toString().length();
  }

  @Async
  static Coroutine<List<Integer>> allDigits(ExecutorService cores, List<Integer> numbers) {
    return done(await(gather(numbers, n -> runIn(cores, () -> digits(n)))));
  }

  /** Counts on every core. */
  public static void main(String[] args) {
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      System.out.println(run(allDigits(cores, List.of(5_000, 10_000, 15_000, 20_000))));
    } finally {
      cores.shutdown();
    }
  }
}
