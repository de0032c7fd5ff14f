package dev.simmer.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load of everything at once, under random cancels, leaves nothing behind. */
@Timeout(3600)
class LoadTest {
  private static final long MINUTES = Long.getLong("simmer.load.minutes", 1);
  private static final long SEED = Long.getLong("simmer.load.seed", 1);

  @Test
  void loadWithRandomCancelsLeavesNothingBehind() throws Exception {
    Load.Figures figures = new Load(Duration.ofMinutes(MINUTES), SEED).run();
    System.out.println(figures);
    assertThat(figures.calls()).isGreaterThan(10_000 * MINUTES);
    assertThat(figures.ended()).isGreaterThan(1_000 * MINUTES);
  }
}
