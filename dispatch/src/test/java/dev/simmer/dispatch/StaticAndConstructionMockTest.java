package dev.simmer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.simmer.Coroutine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

/** Mocked static methods and constructors. Pins: T77. */
class StaticAndConstructionMockTest extends DispatchTest {
  @Test
  void stubbedStaticMethodAnswers() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class)) {
      taxes.when(() -> Taxes.rate(4)).thenAnswer(call -> Later.coroutine(7));

      assertThat(run(Program.rateThrice(4))).isEqualTo(21);
      assertThat(Journal.lines()).isEmpty();
      taxes.verify(() -> Taxes.rate(4), times(3));
      taxes.verifyNoMoreInteractions();
    }
    assertThat(run(Program.rateThrice(4))).isEqualTo(69);
  }

  @Test
  void unstubbedStaticMethodReturnsNullWhichAnAwaitRefuses() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class)) {
      assertThatThrownBy(() -> run(Program.rateThrice(4)))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("null was to be awaited");
      taxes.verify(() -> Taxes.rate(4), times(1));
      taxes.verifyNoMoreInteractions();
    }
  }

  @Test
  void realStaticMethodRuns() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class, CALLS_REAL_METHODS)) {
      assertThat(run(Program.rateThrice(4))).isEqualTo(69);
      assertThat(Journal.lines()).containsExactly("Taxes.rate", "Taxes.rate", "Taxes.rate");
      taxes.verify(() -> Taxes.rate(4), times(3));
      taxes.verifyNoMoreInteractions();
    }
  }

  @Test
  void realStaticMethodCallsThePrivateOneOfItsClassAndTheStub() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class)) {
      taxes.when(() -> Taxes.gross(4)).thenCallRealMethod();
      taxes.when(() -> Taxes.rate(4)).thenAnswer(call -> Later.coroutine(7));

      assertThat(run(Taxes.gross(4))).isEqualTo(47);
      assertThat(Journal.lines()).containsExactly("Taxes.gross", "Taxes.base");
      taxes.verify(() -> Taxes.gross(4), times(1));
      taxes.verify(() -> Taxes.rate(4), times(1));
      taxes.verifyNoMoreInteractions();
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void answerWrapsTheRealStaticMethod() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class)) {
      taxes
          .when(() -> Taxes.rate(4))
          .thenAnswer(call -> Later.wrapped((Coroutine<Integer>) call.callRealMethod()));

      assertThat(run(Program.rateThrice(4))).isEqualTo(3069);
      assertThat(Journal.lines()).containsExactly("Taxes.rate", "Taxes.rate", "Taxes.rate");
      taxes.verify(() -> Taxes.rate(4), times(3));
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void realStaticMethodThatAnAnswerCallsAndDropsDoesNotRun() {
    try (MockedStatic<Taxes> taxes = mockStatic(Taxes.class)) {
      taxes
          .when(() -> Taxes.rate(4))
          .thenAnswer(
              call -> {
                ((Coroutine<Integer>) call.callRealMethod()).close();
                return Later.coroutine(7);
              });

      assertThat(run(Program.rateThrice(4))).isEqualTo(21);
      assertThat(Journal.lines()).isEmpty();
    }
  }

  @Test
  void constructorsMakeMocksWhereTheirArgumentsWaitToo() {
    List<Object> arguments = new ArrayList<>();
    try (MockedConstruction<Shop> shops =
        mockConstruction(
            Shop.class,
            (shop, made) -> {
              arguments.addAll(made.arguments());
              when(shop.price(4)).thenAnswer(call -> Later.coroutine(7));
            })) {
      assertThat(run(Program.built(3, 4))).isEqualTo(14);
      assertThat(Journal.lines()).isEmpty();
      assertThat(arguments).containsExactly(3, 3);
      assertThat(shops.constructed()).hasSize(2);
      for (Shop shop : shops.constructed()) {
        verify(shop, times(1)).price(4);
        verifyNoMoreInteractions(shop);
      }
    }
    assertThat(run(Program.built(3, 4))).isEqualTo(86);
  }
}
