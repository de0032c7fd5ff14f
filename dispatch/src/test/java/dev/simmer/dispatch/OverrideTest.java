package dev.simmer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Coroutine;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Overrides, rewritten and not, decorators, lambdas, and calls that fail. Pins: T77-T79, T83, T98,
 * T99.
 */
class OverrideTest extends DispatchTest {
  static Stream<Arguments> everySite(Prices... prices) {
    return Stream.of(prices)
        .flatMap(each -> Stream.of(Site.values()).map(site -> Arguments.of(site, each)));
  }

  static Stream<Arguments> replacing() {
    return everySite(new Corner.Replacing(), new PlainCorner.Replacing());
  }

  static Stream<Arguments> wrapping() {
    return everySite(new Corner.Wrapping(), new PlainCorner.Wrapping());
  }

  static Stream<Arguments> dropping() {
    return everySite(new Corner.Dropping(), new PlainCorner.Dropping());
  }

  static Stream<Arguments> inheriting() {
    return everySite(new Shop(3), new Corner(3), new PlainCorner());
  }

  static Stream<Arguments> decorating() {
    return everySite(new Metered(new Shop(3)), item -> Later.wrapped(new Shop(3).price(item)));
  }

  @ParameterizedTest
  @MethodSource("replacing")
  void overrideThatReplacesRunsAlone(Site site, Prices prices) {
    assertThat(thrice(site, prices)).isEqualTo(12);
    assertThat(Journal.lines()).hasSize(3).containsOnly("Replacing.price");
  }

  @ParameterizedTest
  @MethodSource("wrapping")
  void overrideThatWrapsRunsAroundTheOther(Site site, Prices prices) {
    assertThat(thrice(site, prices)).isEqualTo(3129);
    assertThat(Journal.lines()).hasSize(6).containsOnly("Wrapping.price", "Shop.price");
    assertThat(Collections.frequency(Journal.lines(), "Shop.price")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("dropping")
  void overriddenMethodThatIsCalledAndDroppedDoesNotRun(Site site, Prices prices) {
    assertThat(thrice(site, prices)).isEqualTo(15);
    assertThat(Journal.lines()).hasSize(3).containsOnly("Dropping.price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void overrideThatAwaitsSuperInALambdaRunsBoth(Site site) {
    assertThat(thrice(site, new Corner.InLambda())).isEqualTo(3129 + 21);
    assertThat(Journal.lines())
        .hasSize(9)
        .containsOnly("InLambda.price", "Shop.fixed", "Shop.price");
  }

  @ParameterizedTest
  @MethodSource("inheriting")
  void inheritedMethodRuns(Site site, Prices prices) {
    assertThat(thrice(site, prices)).isEqualTo(129);
    assertThat(Journal.lines()).hasSize(3).containsOnly("Shop.price");
  }

  @ParameterizedTest
  @MethodSource("decorating")
  void decoratorRunsAroundWhatItHolds(Site site, Prices prices) {
    assertThat(thrice(site, prices)).isEqualTo(3129);
    assertThat(Collections.frequency(Journal.lines(), "Shop.price")).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void methodOfAFinalClassRuns(Site site) {
    assertThat(thrice(site, new Kiosk())).isEqualTo(123);
    assertThat(Journal.lines()).hasSize(3).containsOnly("Kiosk.price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void methodOfARecordRuns(Site site) {
    assertThat(thrice(site, new Ticket(2))).isEqualTo(126);
    assertThat(Journal.lines()).hasSize(3).containsOnly("Ticket.price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void lambdaRuns(Site site) {
    Prices plain =
        item -> {
          Journal.note("plain lambda");
          return Later.coroutine(item);
        };

    assertThat(thrice(site, plain)).isEqualTo(12);
    assertThat(thrice(site, Prices.lambda())).isEqualTo(33);
    assertThat(Journal.lines())
        .containsExactly(
            "plain lambda", "plain lambda", "plain lambda", "lambda", "lambda", "lambda");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void methodReferenceReachesTheOverride(Site site) {
    Shop wrapping = new PlainCorner.Wrapping();

    assertThat(thrice(site, wrapping::price)).isEqualTo(3129);
    assertThat(thrice(site, Taxes::rate)).isEqualTo(69);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void methodReferenceRunsTheMethodOfItsOwnObject(Site site) {
    Shop shop = new Shop(3);

    assertThat(thrice(site, shop::price)).isEqualTo(129);
    assertThat(thrice(site, shop)).isEqualTo(129);
    assertThat(thrice(site, new Shop(5)::price)).isEqualTo(135);
    assertThat(Journal.lines()).hasSize(9).containsOnly("Shop.price");
  }

  @Test
  void abstractMethodReachesItsImplementation() {
    Stall rewrittenAbove =
        new Stall() {
          @Override
          public Coroutine<Integer> price(int item) {
            Journal.note("anonymous");
            return Later.coroutine(item);
          }
        };

    assertThat(run(new Pairs(rewrittenAbove).twice(2))).isEqualTo(206);
    assertThat(Journal.lines().subList(0, 5))
        .containsExactly("Stall.pair", "Prices.pair", "anonymous", "Prices.second", "anonymous");
  }

  @Test
  void defaultMethodReachesTheOverride() {
    Prices prices =
        new Prices() {
          @Override
          public Coroutine<Integer> price(int item) {
            return Later.coroutine(item);
          }

          @Override
          public Coroutine<Integer> pair(int item) {
            return Later.wrapped(Prices.super.pair(item));
          }
        };

    assertThat(run(new Pairs(prices).twice(2))).isEqualTo(2006);
    assertThat(run(new Pairs(new Ticket(1)).twice(2))).isEqualTo(82);
  }

  @Test
  void ownCallsReachTheOverrides() {
    List<String> expected =
        List.of(
            "Wrapping.price",
            "Shop.price",
            "Shop.fixed",
            "Wrapping.reserved",
            "Shop.reserved",
            "Shop.internal",
            "Shop.cost");
    for (Shop shop : List.of(new Corner.Wrapping(), new PlainCorner.Wrapping())) {
      Journal.clear();
      assertThat(run(shop.ownCalls(2))).isEqualTo(1023 + 5 + 6 + 5 + 5);
      assertThat(Journal.lines()).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Site.class)
  void nullReceiverFailsAtTheCall(Site site) {
    assertThatThrownBy(() -> thrice(site, null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void argumentsAreEvaluatedBeforeANullReceiverFails() {
    assertThatThrownBy(() -> run(Program.noted(null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("Prices.price(int)\" because ");
    assertThat(Journal.lines()).containsExactly("argument");

    assertThatThrownBy(() -> run(Shop.costIn(null, 4))).isInstanceOf(NullPointerException.class);
  }

  @Test
  void targetThatThrowsAtTheCallIsCaughtAtTheAwait() {
    assertThat(run(Program.recovered(new PlainCorner.Throwing(), new Shop(3), 4))).isEqualTo(129);
    assertThat(Journal.lines().subList(0, 3))
        .containsExactly("Throwing.price", "caught", "Shop.price");
  }

  @Test
  void targetThatOverflowsTheStackIsCaughtAtTheAwait() {
    for (Shop overflowing : List.of(new Corner.Overflowing(), new PlainCorner.Overflowing())) {
      Journal.clear();
      assertThat(run(Program.recovered(overflowing, new Shop(3), 4))).isEqualTo(129);
      assertThat(Collections.frequency(Journal.lines(), "caught")).isEqualTo(3);
      assertThat(Collections.frequency(Journal.lines(), "Shop.price")).isEqualTo(3);
    }
  }
}
