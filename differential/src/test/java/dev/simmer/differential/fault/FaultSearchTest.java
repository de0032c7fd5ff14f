package dev.simmer.differential.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.Settings;
import dev.simmer.differential.Worlds;
import dev.simmer.differential.world.Oracle;
import dev.simmer.differential.world.Subject;
import dev.simmer.processor.SimmerProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a search finds what is wrong, and only that. */
class FaultSearchTest {
  private static final String FIRST_LOCAL = "for (int i = firstLocal; i < point.locals().size()";

  @TempDir private Path folder;

  @Test
  void faultIsFoundAndSourceThatIsAsItWasIsNot() throws IOException {
    Fault nothing = fault("FramePlan.java", FIRST_LOCAL, FIRST_LOCAL);
    Fault something = fault("FramePlan.java", FIRST_LOCAL, FIRST_LOCAL.replace("l;", "l + 1;"));
    assertThat(search(nothing, something))
        .extracting(Verdict::isFound)
        .containsExactly(false, true);
  }

  @Test
  void referenceThatAFrameKeepsTooLongIsFound() throws IOException {
    Fault dead =
        fault(
            "FramePlan.java",
            "if (needed == (point.live().get(i) && value != Opcodes.NULL)) {",
            "if (needed == (value != Opcodes.NULL)) {");
    assertThat(search(dead)).extracting(Verdict::isFound).containsExactly(true);
  }

  private static Fault fault(String file, String original, String replacement) {
    return new Fault("stage", "name " + replacement, file, original, replacement, "");
  }

  private List<Verdict> search(Fault... faults) throws IOException {
    FaultyRewriter rewriter =
        new FaultyRewriter(Path.of("../processor/src/main/java/dev/simmer/processor/rewrite"));
    Map<Fault, BatchRewriter> rewriters = new LinkedHashMap<>();
    for (Fault fault : faults) {
      rewriters.put(fault, rewriter.with(fault));
    }
    Worlds worlds = new Worlds(Oracle.in(folder), new Subject(SimmerProcessor::new));
    Settings settings = new Settings(1, 100, 17, 4, 1, 1);
    return new FaultSearch(worlds, settings, rewriters, line -> {}).run();
  }
}
