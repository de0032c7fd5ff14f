package dev.simmer.examples.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The floor is the larger of all calls shared out and the longest chain of one item. */
class StatisticsTest {
  private final Statistics statistics = new Statistics(Duration.ofMillis(100));

  @Test
  void floorIsAllCallsSharedOutWhenNoItemTakesLonger() {
    for (int n = 0; n < 60; n++) {
      statistics.callStarted();
      statistics.callEnded(true);
      statistics.itemEnded(1, 0);
    }
    assertThat(statistics.floor(20)).isEqualTo(Duration.ofMillis(300));
    assertThat(statistics.floor(1)).isEqualTo(Duration.ofSeconds(6));
    assertThat(statistics.retries()).isZero();
  }

  @Test
  void floorIsTheLongestChainWithItsPausesWhenThatTakesLonger() {
    for (int n = 0; n < 4; n++) {
      statistics.callStarted();
      statistics.callEnded(n == 3);
    }
    statistics.itemEnded(4, 175_000_000);
    assertThat(statistics.floor(20)).isEqualTo(Duration.ofMillis(575));
    assertThat(statistics.retries()).isEqualTo(3);
    assertThat(statistics.failures()).isEqualTo(3);
  }
}
