package dev.simmer;

import static dev.simmer.Script.script;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which tasks share what says where they come from. */
class OriginTest extends RuntimeTest {
  @Test
  void tasksOfOnePlaceShareTheirOrigin() {
    run(
        script()
            .run(
                () -> {
                  Loop loop = Loop.running("a test");
                  assertThat(loop.origin("Aa")).isSameAs(loop.origin("Aa"));
                  assertThat(loop.origin("Aa").place).isEqualTo("Aa");
                }));
  }

  @Test
  void placesOfTheSameHashAreTakenForNoOther() {
    assertThat("BB").hasSameHashCodeAs("Aa");
    run(
        script()
            .run(
                () -> {
                  Loop loop = Loop.running("a test");
                  Origin one = loop.origin("Aa");
                  assertThat(loop.origin("BB").place).isEqualTo("BB");
                  assertThat(one.place).isEqualTo("Aa");
                }));
  }

  @Test
  void originKeepsNoContextAliveThatIsNotTheLoops() {
    ContextVar<String> var = ContextVar.of("var");
    run(
        script()
            .run(
                () -> {
                  Loop loop = Loop.running("a test");
                  Origin before = loop.origin("Aa");
                  var.set("value");
                  assertThat(loop.origin("Aa").context).isSameAs(loop.context);
                  assertThat(loop.origin("Aa")).isNotSameAs(loop.origin("Aa"));
                  assertThat(before.context).isSameAs(loop.origin.context);
                }));
  }
}
