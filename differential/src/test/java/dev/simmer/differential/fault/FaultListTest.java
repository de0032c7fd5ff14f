package dev.simmer.differential.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the list of faults in step with the rewriter they are seeded into. */
class FaultListTest {
  private static final Path LIST = Path.of("src/faults/faults.txt");
  private static final Path SOURCES =
      Path.of("../processor/src/main/java/dev/simmer/processor/rewrite");

  @Test
  void everyFaultFitsTheRewriterAsItIs() throws IOException {
    for (Fault fault : Fault.read(LIST)) {
      String source = Files.readString(SOURCES.resolve(fault.file()));
      assertThatCode(() -> fault.apply(source)).as(fault.name()).doesNotThrowAnyException();
    }
  }

  @Test
  void everyStageOfThePipelineHasFiveFaultsAtLeast() throws IOException {
    Map<String, Long> counts =
        Fault.read(LIST).stream()
            .collect(Collectors.groupingBy(Fault::stage, Collectors.counting()));
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(5));
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(100);
  }

  @Test
  void namesOfFaultsAreUnique() throws IOException {
    assertThat(Fault.read(LIST))
        .extracting(fault -> fault.stage() + fault.name())
        .doesNotHaveDuplicates();
  }

  @Test
  void textThatIsThereTwiceOrNotAtAllIsRefused() {
    Fault fault = new Fault("s", "n", "F.java", "a b", "c", "");
    assertThat(fault.apply("x a  b y")).isEqualTo("x c y");
    for (String source : List.of("a b a b", "a c")) {
      assertThatThrownBy(() -> fault.apply(source)).hasMessageContaining("does not fit F.java");
    }
  }
}
