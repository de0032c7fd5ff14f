package dev.simmer.examples.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.examples.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program over real sockets, kept small; and what it says to wrong flags. */
@Timeout(60)
class UpstreamCommandTest {
  @Test
  void bothRunsBringTheSameDataAndTheTableSaysWhatItTook() {
    var run =
        CommandLineRun.of("upstream", "--items", "20", "--latency", "10ms", "--concurrency", "5");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Both runs brought the same data.")
        .containsPattern("items found +18 +18")
        .containsPattern("items lost +2 +2")
        .containsPattern("calls +")
        .containsPattern("peak in flight +1 +5")
        .containsPattern("wall time +[0-9.]+ s +[0-9.]+ s")
        .containsPattern("floor +[0-9.]+ s +[0-9.]+ s")
        .containsPattern("speed-up +[0-9.]+ x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --items 0         | upstream: --items must be a whole number from 1 to 10000, but was 0
          --concurrency -1  | upstream: --concurrency must be a whole number from 1 to 10000, but was -1
          --latency 0ms     | upstream: --latency must be more than nothing and at most 10s, but was 0ms
          --latency soon    | upstream: Invalid value for option '--latency': 'soon' is not a duration such as 225ms or 2s
          --items many      | upstream: Invalid value for option '--items': 'many' is not an int
          --itmes 3         | upstream: Unknown options: '--itmes', '3'
          --items           | upstream: Missing required parameter for option '--items' (N)
          """)
  void wrongFlagGetsOneSentenceAndExitCode2(String flags, String sentence) {
    var run = CommandLineRun.of(("upstream " + flags).split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo(sentence + " (simmer-examples upstream --help lists what it takes)");
  }
}
