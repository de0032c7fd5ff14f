package dev.simmer.dispatch;

import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.RETURNS_MOCKS;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mocks made by changing the class itself, so that the mock is of the very class. Pins: T77-T80.
 */
class InlineMockTest extends DispatchTest {
  static final List<Class<? extends Prices>> TYPES =
      List.of(
          Shop.class, Kiosk.class, Ticket.class, Stall.class, Prices.class, Corner.Wrapping.class);

  static Stream<Arguments> typesAndSites() {
    return TYPES.stream()
        .flatMap(type -> Stream.of(Site.values()).map(site -> Arguments.of(type, site)));
  }

  @Test
  void mockIsOfTheVeryClass() {
    assertThat(mock(Shop.class).getClass()).isSameAs(Shop.class);
  }

  @ParameterizedTest
  @MethodSource("typesAndSites")
  void stubbedMockAnswers(Class<? extends Prices> type, Site site) {
    Prices prices = mock(type);
    when(prices.price(4)).thenAnswer(call -> Later.coroutine(7));

    assertThat(thrice(site, prices)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
    verify(prices, times(3)).price(4);
    verifyNoMoreInteractions(prices);
  }

  @ParameterizedTest
  @MethodSource("typesAndSites")
  void unstubbedMockReturnsNullWhichAnAwaitRefuses(Class<? extends Prices> type, Site site) {
    Prices prices = mock(type);

    assertThatThrownBy(() -> thrice(site, prices))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("null was to be awaited");
    assertThat(Journal.lines()).isEmpty();
    verify(prices, atLeastOnce()).price(4);
    verifyNoMoreInteractions(prices);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void realObjectsOfAMockedClassStayReal(Site site) {
    Shop mock = mock(Shop.class);
    when(mock.price(4)).thenAnswer(call -> Later.coroutine(7));

    assertThat(thrice(site, new Shop(3))).isEqualTo(129);
    assertThat(Journal.lines()).containsExactly("Shop.price", "Shop.price", "Shop.price");
    verifyNoInteractions(mock);
    assertThat(thrice(site, mock)).isEqualTo(21);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void mockThatThrowsAtTheCallThrowsAtTheAwait(Site site) {
    Shop shop = mock(Shop.class);
    IllegalStateException failure = new IllegalStateException("sold out");
    when(shop.price(4)).thenThrow(failure);

    assertThatThrownBy(() -> thrice(site, shop)).isSameAs(failure);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void stubThatReturnsOneCoroutineForSeveralCallsIsToldThatACoroutineRunsOnce(Site site) {
    Shop shop = mock(Shop.class);
    when(shop.price(4)).thenReturn(done(7));

    assertThatThrownBy(() -> thrice(site, shop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was awaited before: a coroutine runs once");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void mockOfACoroutineIsRefusedByName(Site site) {
    Shop shop = mock(Shop.class, RETURNS_MOCKS);

    assertThatThrownBy(() -> thrice(site, shop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a mock of a Coroutine is one. Use done(value)");
  }

  @Test
  void mockIsAskedOnceThroughBridgeMethods() { // T80
    Source.Lengths lengths = mock(Source.Lengths.class);
    when(lengths.number("abc")).thenAnswer(call -> Later.coroutine(7));
    when(lengths.numbers("abc")).thenAnswer(call -> new Source.Lengths().numbers("abcd"));

    assertThat(run(Source.sum(lengths, "abc"))).isEqualTo(13);
    assertThat(Journal.lines()).containsExactly("Lengths.numbers");
    verify(lengths, times(1)).number("abc");
    verify(lengths, times(1)).numbers("abc");
    verifyNoMoreInteractions(lengths);

    assertThat(run(Source.sum(spy(new Source.Lengths()), "abc"))).isEqualTo(6);
  }

  @Test
  void defaultMethodOfAMockIsNotRun() {
    Prices prices = mock(Prices.class);
    when(prices.pair(2)).thenAnswer(call -> Later.coroutine(7));

    assertThat(run(new Pairs(prices).twice(2))).isEqualTo(14);
    assertThat(Journal.lines()).isEmpty();
    verify(prices, times(2)).pair(2);
    verifyNoMoreInteractions(prices);
  }

  @Test
  void realDefaultMethodOfAMockCallsTheMock() {
    Prices prices = mock(Prices.class);
    when(prices.pair(2)).thenCallRealMethod();
    when(prices.price(2)).thenAnswer(call -> Later.coroutine(7));

    assertThat(run(new Pairs(prices).twice(2))).isEqualTo(26);
    assertThat(Journal.lines())
        .containsExactly("Prices.pair", "Prices.second", "Prices.pair", "Prices.second");
    verify(prices, times(2)).pair(2);
    verify(prices, times(4)).price(2);
    verifyNoMoreInteractions(prices);
  }

  @Test
  void abstractClassThatCallsItsRealMethodsCallsTheStub() {
    Stall stall = mock(Stall.class, CALLS_REAL_METHODS);
    doAnswer(call -> Later.coroutine(7)).when(stall).price(2);

    assertThat(run(new Pairs(stall).twice(2))).isEqualTo(226);
    assertThat(Journal.lines())
        .containsExactly(
            "Stall.pair",
            "Prices.pair",
            "Prices.second",
            "Stall.pair",
            "Prices.pair",
            "Prices.second");
  }

  @Test
  void finalProtectedAndPackageMethodsOfAMockAreItsOwn() { // T77
    Shop shop = mock(Shop.class);
    when(shop.ownCalls(2)).thenCallRealMethod();
    when(shop.price(2)).thenAnswer(call -> Later.coroutine(1));
    when(shop.fixed(2)).thenAnswer(call -> Later.coroutine(20));
    when(shop.reserved(2)).thenAnswer(call -> Later.coroutine(300));
    when(shop.internal(2)).thenAnswer(call -> Later.coroutine(4000));

    assertThat(run(shop.ownCalls(2))).isEqualTo(4321 + 2);
    assertThat(Journal.lines()).containsExactly("Shop.cost");
  }

  @Test
  void privateMethodOfAMockIsTheRealOne() { // as with plain Java: Mockito leaves private methods
    // alone
    Shop shop = mock(Shop.class);

    assertThat(run(Shop.costIn(shop, 5))).isEqualTo(5);
    assertThat(Journal.lines()).containsExactly("Shop.cost");
    verifyNoInteractions(shop);
  }

  @Test
  void mockedGeneratorIsIterated() {
    Program.Catalogue catalogue = mock(Program.Catalogue.class);
    when(catalogue.items(9)).thenAnswer(call -> new Program.Catalogue().items(3));

    assertThat(run(Program.sum(catalogue, 9))).isEqualTo(3);
    assertThat(Journal.lines()).containsExactly("Catalogue.items");
    verify(catalogue, times(1)).items(9);
    verifyNoMoreInteractions(catalogue);
  }

  @Test
  void mockedCloseIsAwaitedInPlaceOfTheRealOne() {
    Program.Till till = mock(Program.Till.class);
    when(till.closeAsync()).thenAnswer(call -> done());

    assertThat(run(Program.closing(till))).isEqualTo(3);
    assertThat(Journal.lines()).isEmpty();
    verify(till, times(1)).closeAsync();
    verifyNoMoreInteractions(till);
  }
}
