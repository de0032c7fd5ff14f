package dev.simmer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.simmer.Coroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spies: the real object's fields and methods, watched. Pins: T77-T79. */
class SpyTest extends DispatchTest {
  @ParameterizedTest
  @EnumSource(Site.class)
  void plainSpyRunsTheRealMethodWithTheRealFields(Site site) {
    Shop shop = spy(new Shop(3));

    assertThat(thrice(site, shop)).isEqualTo(129);
    assertThat(Journal.lines()).containsExactly("Shop.price", "Shop.price", "Shop.price");
    verify(shop, times(3)).price(4);
    verifyNoMoreInteractions(shop);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void stubbedSpyAnswers(Site site) {
    Shop shop = spy(new Shop(3));
    doAnswer(call -> Later.coroutine(7)).when(shop).price(4);

    assertThat(thrice(site, shop)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
    verify(shop, times(3)).price(4);
    verifyNoMoreInteractions(shop);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void answerWrapsTheRealMethod(Site site) {
    Shop shop = spy(new Shop(3));
    doAnswer(call -> Later.wrapped(prices(call.callRealMethod()))).when(shop).price(4);

    assertThat(thrice(site, shop)).isEqualTo(3129);
    assertThat(Journal.lines()).containsExactly("Shop.price", "Shop.price", "Shop.price");
    verify(shop, times(3)).price(4);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void realMethodThatAnAnswerCallsAndDropsDoesNotRun(Site site) {
    Shop shop = spy(new Shop(3));
    doAnswer(
            call -> {
              prices(call.callRealMethod()).close();
              return Later.coroutine(7);
            })
        .when(shop)
        .price(4);

    assertThat(thrice(site, shop)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
    verify(shop, times(3)).price(4);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void answerDelegatesToAnotherRealObject(Site site) {
    Shop other = new Shop(5);
    Shop shop = spy(new Shop(3));
    doAnswer(call -> other.price(call.getArgument(0))).when(shop).price(anyInt());

    assertThat(thrice(site, shop)).isEqualTo(135);
    assertThat(Journal.lines()).containsExactly("Shop.price", "Shop.price", "Shop.price");
    verify(shop, times(3)).price(4);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void mockDelegatesToAnotherRealObject(Site site) {
    Shop shop = mock(Shop.class, delegatesTo(new Shop(5)));

    assertThat(thrice(site, shop)).isEqualTo(135);
    verify(shop, times(3)).price(4);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void spyOfAnOverrideThatAwaitsSuperRunsBoth(Site site) {
    Shop shop = spy(new Corner.Wrapping());

    assertThat(thrice(site, shop)).isEqualTo(3129);
    assertThat(Journal.lines())
        .hasSize(6)
        .containsOnly("Wrapping.price", "Shop.price")
        .startsWith("Wrapping.price");
    verify(shop, times(3)).price(4);
    verifyNoMoreInteractions(shop);
  }

  @Test
  void ownPrivateMethodRunsForRealWithTheFieldsOfTheSpy() throws Exception {
    Shop shop = spy(new Shop(3));
    var margin = Shop.class.getDeclaredField("margin");
    margin.setAccessible(true);
    margin.set(shop, 50);

    assertThat(run(Shop.costIn(shop, 5))).isEqualTo(55);
    assertThat(Journal.lines()).containsExactly("Shop.cost");
    verifyNoMoreInteractions(shop);
  }

  @Test
  void ownCallsOfASpyReachItsStubs() {
    Shop shop = spy(new Shop(3));
    doAnswer(call -> Later.coroutine(1000)).when(shop).price(2);
    doAnswer(call -> Later.coroutine(200)).when(shop).reserved(2);

    // The stubs, the two others for real, and the private one.
    assertThat(run(shop.ownCalls(2))).isEqualTo(1000 + 5 + 200 + 5 + 5);
    assertThat(Journal.lines()).containsExactly("Shop.fixed", "Shop.internal", "Shop.cost");
    verify(shop, times(1)).ownCalls(2);
    verify(shop, times(1)).price(2);
    verify(shop, times(1)).fixed(2);
    verify(shop, times(1)).reserved(2);
    verify(shop, times(1)).internal(2);
    verifyNoMoreInteractions(shop);
  }

  @Test
  void mockDelegatesToALambda() {
    Prices prices = mock(Prices.class, delegatesTo(Prices.lambda()));

    assertThat(thrice(Site.INTERFACE, prices)).isEqualTo(33);
    assertThat(Journal.lines()).containsExactly("lambda", "lambda", "lambda");
    verify(prices, times(3)).price(4);
  }

  @SuppressWarnings("unchecked")
  private static Coroutine<Integer> prices(Object answer) {
    return (Coroutine<Integer>) answer;
  }
}
