package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Outcome;
import java.io.IOException;
import java.util.List;

/**
 * Failures beside values: nothing is thrown, every outcome is looked at. From Java 21 on the {@code
 * instanceof} can be a pattern switch, which the compiler checks for completeness.
 *
 * <pre>
 * async def check_all(hosts):
 *     outcomes = await asyncio.gather(*map(ping, hosts), return_exceptions=True)
 *     return [describe(outcome) for outcome in outcomes]
 *
 * def describe(outcome):
 *     if isinstance(outcome, BaseException):
 *         return f"down: {outcome}"
 *     return f"up: {outcome} ms"
 * </pre>
 */
public final class SettledOutcomes {
  private SettledOutcomes() {}

  @Async
  private static Coroutine<Integer> ping(String host) throws IOException {
    await(sleep(seconds(1)));
    if (host.startsWith("old")) {
      throw new IOException(host + " does not answer");
    }
    return done(host.length());
  }

  @Async
  static Coroutine<List<String>> checkAll(List<String> hosts) throws IOException {
    var outcomes = await(gatherSettled(hosts, SettledOutcomes::ping));
    return done(outcomes.stream().map(SettledOutcomes::describe).toList());
  }

  private static String describe(Outcome<Integer> outcome) {
    if (outcome instanceof Outcome.Failure<Integer> failure) {
      return "down: " + failure.exception().getMessage();
    }
    return "up: " + ((Outcome.Success<Integer>) outcome).value() + " ms";
  }

  /** Pings three hosts, one of which is gone. */
  public static void main(String[] args) throws IOException {
    System.out.println(run(checkAll(List.of("alpha", "old-beta", "gamma"))));
  }
}
