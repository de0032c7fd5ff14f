package dev.simmer.testing.builds;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Coroutine;
import dev.simmer.testing.AsyncTest;

/** Fails after a wait. */
class Red {
  @AsyncTest
  Coroutine<Void> oneIsTwo() {
    assertThat(await(sleep(seconds(5), 1))).isEqualTo(2);
    return done();
  }
}
