package dev.simmer.examples.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Progress is a bar on a terminal and a line per quarter elsewhere. */
class ProgressTest {
  private final StringWriter printed = new StringWriter();

  @Test
  void outputThatIsNoTerminalGetsALinePerQuarter() {
    finish(60, false);
    assertThat(printed.toString().lines())
        .containsExactly(
            "fetching           15/60",
            "fetching           30/60",
            "fetching           45/60",
            "fetching           60/60");
  }

  @Test
  void fewerItemsThanQuartersGetALineEach() {
    finish(2, false);
    assertThat(printed.toString().lines()).hasSize(2);
  }

  @Test
  void terminalGetsABarThatIsDrawnOverItselfAndLeftWhenFull() {
    finish(4, true);
    String[] drawn = printed.toString().split("\r");
    assertThat(drawn).hasSize(5);
    assertThat(drawn[1])
        .isEqualTo("fetching           [##########..............................] 1/4");
    assertThat(drawn[4].lines().findFirst().orElseThrow())
        .isEqualTo("fetching           [########################################] 4/4");
    assertThat(printed.toString()).endsWith(System.lineSeparator());
  }

  private void finish(int total, boolean terminal) {
    var progress = new Progress(new PrintWriter(printed), terminal, "fetching", total);
    for (int n = 0; n < total; n++) {
      progress.step();
    }
  }
}
