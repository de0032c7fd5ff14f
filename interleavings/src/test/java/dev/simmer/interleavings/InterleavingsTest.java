package dev.simmer.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every scenario in many interleavings, which a model checker chooses, and shows that those
 * would find a mistake. Pins: A112, A117, A118, A146, A171.
 *
 * <p>All that explores is left out of the normal build, by its tag: each fault takes a process.
 *
 * <p>The checker interleaves single reads and writes, each in program order: what a weaker memory
 * may do beyond that is for the stress tests.
 */
class InterleavingsTest {
  /** How many interleavings of each scenario; {@code -Dinterleavings=100000} for a long run. */
  private static final int MOST = Integer.getInteger("interleavings", 100);

  /** How many interleavings a fault may hide in. */
  private static final int MOST_WITH_A_FAULT = 2_000;

  static Stream<Fault.Found> faults() throws IOException {
    return Fault.all("explored");
  }

  static Stream<Fault.Found> allFaults() throws IOException {
    return Stream.concat(faults(), Fault.all("stressed"));
  }

  @Test
  @Tag("explored")
  void scenariosHoldInEveryInterleaving(@TempDir Path folder) throws Exception {
    Fault.compileFaultlessForExplorer(folder);
    Jvm.Ended ended = explore(folder, MOST, NamedScenario.ALL);
    ended.output().stream().filter(line -> line.contains(" holds: ")).forEach(System.out::println);
    assertThat(ended.code()).as(ended::toString).isEqualTo(Explorer.NOTHING_FOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  @Tag("explored")
  void faultIsFound(Fault.Found found, @TempDir Path folder) throws Exception {
    assertFound(found, folder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allFaults")
  void faultFitsTheSources(Fault.Found found, @TempDir Path folder) throws IOException {
    found.fault().compileForExplorer(folder);
  }

  @Test
  void everyScenarioFindsAFault() throws IOException {
    assertThat(faults().map(Fault.Found::by).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(NamedScenario.ALL);
  }

  /** Whatever else goes wrong is not the fault that was put in. */
  private static void assertFound(Fault.Found found, Path folder) throws Exception {
    found.fault().compileForExplorer(folder);
    Jvm.Ended ended = explore(folder, MOST_WITH_A_FAULT, List.of(found.by()));
    assertThat(ended.code()).as(ended::toString).isEqualTo(Explorer.FOUND);
    assertThat(ended.output())
        .filteredOn(line -> line.startsWith(Explorer.SIGN))
        .singleElement()
        .asString()
        .endsWith(" " + found.sign());
  }

  private static Jvm.Ended explore(Path classes, int most, List<String> scenarios)
      throws Exception {
    List<String> arguments = new ArrayList<>(Explorer.JVM_ARGUMENTS);
    arguments.addAll(List.of(Explorer.class.getName(), String.valueOf(most)));
    arguments.addAll(scenarios);
    return Jvm.run(List.of(classes), arguments, classes, line -> {});
  }
}
