package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.testing.AsyncTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recipes G1 to G5: what runs when, and how long it takes. */
class FirstStepsTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void threeFetchesTakeTheirSumOneByOne() {
    var run = VirtualRun.of(() -> OneCookManyPots.oneByOne(List.of("a", "b", "c")));
    assertThat(run.value()).containsExactly("page of a", "page of b", "page of c");
    assertThat(run.millis()).isEqualTo(3_000);
  }

  @Test
  void threeFetchesTakeTheLongestTogether() {
    var run = VirtualRun.of(() -> OneCookManyPots.together(List.of("a", "b", "c")));
    assertThat(run.value()).containsExactly("page of a", "page of b", "page of c");
    assertThat(run.millis()).isEqualTo(1_000);
  }

  @AsyncTest
  @Async
  Coroutine<Void> callingAnAsyncMethodRunsNothing() {
    await(InertCoroutine.show(line -> log.add(line.toString())));
    assertThat(log).hasSize(4);
    assertThat(log.get(0)).contains("InertCoroutine.greet").contains("not awaited yet");
    assertThat(log.subList(1, 4)).containsExactly("calling it ran nothing", "running", "hello");
    return done();
  }

  @Test
  void awaitsInARowTakeTheSumAndAGatherTheMaximum() {
    var inARow = VirtualRun.of(() -> SumOrMaximum.inARow());
    var atOnce = VirtualRun.of(() -> SumOrMaximum.atOnce());
    assertThat(inARow.value()).isEqualTo("user, orders").isEqualTo(atOnce.value());
    assertThat(inARow.millis()).isEqualTo(5_000);
    assertThat(atOnce.millis()).isEqualTo(3_000);
  }

  @Test
  void gatherReturnsInOrderOfItsArgumentsWhileThingsHappenInOrderOfTime() {
    var run = VirtualRun.of(() -> ResultsInOrder.dinner(log::add));
    assertThat(run.value()).containsExactly("roast", "salad", "cake");
    assertThat(log).containsExactly("salad is ready", "roast is ready", "cake is ready");
    assertThat(run.millis()).isEqualTo(3_000);
  }

  @Test
  void taskRunsWhileItsCreatorDoesSomethingElse() {
    var run = VirtualRun.of(() -> StartNowCollectLater.report(log::add));
    assertThat(run.value()).isEqualTo("introduction, numbers");
    assertThat(log).containsExactly("loading", "wrote the introduction");
    assertThat(run.millis()).isEqualTo(2_000);
  }
}
