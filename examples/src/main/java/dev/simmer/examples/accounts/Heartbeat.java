package dev.simmer.examples.accounts;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.time.Duration;

/** A task that notices when something holds the loop's thread. */
final class Heartbeat {
  private static final Duration PACE = Duration.ofMillis(5);

  private int beats;
  private Duration longestPause = Duration.ZERO;

  @Async
  Coroutine<Void> beat() {
    long last = runningLoop().time();
    while (true) {
      await(sleep(PACE));
      long now = runningLoop().time();
      Duration pause = Duration.ofNanos(now - last);
      longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
      last = now;
      beats++;
    }
  }

  int beats() {
    return beats;
  }

  Duration longestPause() {
    return longestPause;
  }
}
