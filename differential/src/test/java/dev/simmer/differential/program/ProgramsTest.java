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
    // Properties of every program rather than constructs of some: constant stack, unreachable code,
    // order of handlers,
    // traces, rejections and what javac alone decides.
    assertThat(missing)
        .isSubsetOf(
            "T8", "T9", "T12", "T13", "T15", "T31", "T34", "T38", "T39", "T40", "T41", "T42",
            "T47");
  }

  private static Set<String> tags(int release) {
    Set<String> tags = new HashSet<>();
    for (long seed = 0; seed < 300; seed++) {
      Programs.of(seed, release).root().walk(node -> tags.addAll(node.tags()));
    }
    return tags;
  }
}
