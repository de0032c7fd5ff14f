package dev.simmer.differential.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks the generator itself. */
class ProgramsTest {
  @Test
  void sameSeedGivesSameProgram() {
    assertThat(Programs.of(7, 17).source()).isEqualTo(Programs.of(7, 17).source());
  }

  @Test
  void differentSeedsGiveDifferentPrograms() {
    Set<String> sources = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      sources.add(Programs.of(seed, 17).source());
    }
    assertThat(sources).hasSize(50);
  }

  @Test
  void patternSwitchesComeWithTheReleaseThatHasThem() {
    assertThat(tags(17)).doesNotContain("T21");
    assertThat(tags(21)).contains("T21");
  }

  @Test
  void everyConstructOfTheListIsGenerated() {
    Set<String> missing = new HashSet<>();
    for (int id = 1; id <= 60; id++) {
      missing.add("T" + id);
    }
    missing.removeAll(tags(21));
    // What needs measuring (constant stack), holds for every program (unwinding, verification), is
    // rejected, or is for javac alone.
    assertThat(missing).isSubsetOf("T12", "T15", "T39", "T42", "T47");
  }

  @Test
  void constructsBeyondTheListAreGenerated() {
    assertThat(tags(21))
        .contains("T71", "T73", "T79", "T80", "T81", "T82", "T83", "T84", "T98", "T100", "T125")
        .contains("each", "emit", "generator", "iterable", "group", "timeout");
  }

  private static Set<String> tags(int release) {
    Set<String> tags = new HashSet<>();
    for (long seed = 0; seed < 300; seed++) {
      Programs.of(seed, release).root().walk(node -> tags.addAll(node.tags()));
    }
    return tags;
  }
}
