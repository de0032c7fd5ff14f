package dev.simmer.dispatch;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.simmer.Coroutine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to callers that HotSpot has compiled, with the callee inlined. Pins: T77. */
class CompiledCallerTest {
  private static final int ROUNDS = 20_000;
  private static final int MOST_ATTEMPTS = 10_000;

  /** The body of {@code Program.spin}, in the list of compiled methods, at the level of C2. */
  private static final Pattern SPIN =
      Pattern.compile("\\d+ +4 +\\d+ +dev\\.simmer\\.dispatch\\.Program\\.spin\\(L.*Trampoline");

  @BeforeEach
  @AfterEach
  void ready() {
    Later.use(Later.Mode.READY);
    Journal.clear();
  }

  @Test
  void mockMadeAfterItsCallersWereCompiledAnswers() throws Exception {
    Shop real = new Shop(3);
    compile(real);

    Shop shop = mock(Shop.class);
    when(shop.price(1)).thenAnswer(call -> Later.coroutine(7));

    assertThat(spin(i -> shop, 3)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
    verify(shop, times(3)).price(1);
    verifyNoMoreInteractions(shop);
    assertThat(spin(i -> real, 3)).isEqualTo(39);
  }

  @Test
  void adviceWovenAfterItsCallersWereCompiledRuns() throws Exception {
    Shop real = new Shop(3);
    compile(real);

    try (Woven woven = Woven.advice(Shop.class, Woven.Exit.class)) {
      assertThat(spin(i -> real, 3)).isEqualTo(3039);
    }
    assertThat(spin(i -> real, 3)).isEqualTo(39);
  }

  @Test
  void overrideLoadedAfterItsCallersWereCompiledRuns() throws Exception {
    compile(new Shop(3));

    Shop override =
        new ByteBuddy()
            .subclass(Shop.class)
            .method(named("price"))
            .intercept(MethodDelegation.to(Seven.class))
            .make()
            .load(Shop.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
            .getLoaded()
            .getConstructor(int.class)
            .newInstance(3);

    assertThat(spin(i -> override, 3)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
  }

  /** What the override answers. */
  public static final class Seven {
    public static Coroutine<Integer> price(int item) {
      return Later.coroutine(7);
    }
  }

  @Test
  void mockMadeWhileTheLoopSpinsAnswersFromTheNextCallOn() throws Exception {
    Shop real = new Shop(3);
    compile(real);
    AtomicReference<Shop> mock = new AtomicReference<>();

    long sum =
        spin(
            i -> {
              if (i == ROUNDS) {
                Shop shop = mock(Shop.class);
                when(shop.price(1)).thenAnswer(call -> Later.coroutine(7));
                mock.set(shop);
                Journal.clear();
              }
              return i < ROUNDS ? real : mock.get();
            },
            ROUNDS + 5);

    assertThat(sum).isEqualTo(13L * ROUNDS + 35);
    assertThat(Journal.lines()).isEmpty();
    verify(mock.get(), times(5)).price(1);
    verifyNoMoreInteractions(mock.get());
  }

  @Test
  void mockMadeByAnotherThreadWhileTheLoopSpinsAnswers() throws Exception {
    Shop real = new Shop(3);
    compile(real);
    AtomicReference<Shop> mock = new AtomicReference<>();
    CompletableFuture<Void> made =
        CompletableFuture.runAsync(
            () -> {
              Shop shop = mock(Shop.class);
              when(shop.price(1)).thenAnswer(call -> Later.coroutine(7));
              mock.set(shop);
            });
    int[] calls = new int[1];

    long rounds = 0;
    long sum = 0;
    while (calls[0] < 5 && !made.isCompletedExceptionally()) {
      sum +=
          spin(
              i -> {
                Shop shop = mock.get();
                calls[0] += shop == null ? 0 : 1;
                return shop == null ? real : shop;
              },
              1);
      rounds++;
    }
    made.join();

    assertThat(sum).isEqualTo(13 * (rounds - calls[0]) + 7L * calls[0]);
    verify(mock.get(), times(calls[0])).price(1);
    verifyNoMoreInteractions(mock.get());
  }

  private static long spin(IntFunction<Prices> source, int rounds) {
    return DispatchTest.run(Program.spin(source, rounds));
  }

  /** Runs the caller until HotSpot says that it compiled it with its best compiler. */
  private static void compile(Prices real) throws JMException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Journal.clear();
      assertThat(spin(i -> real, ROUNDS)).isEqualTo(13L * ROUNDS);
      Journal.clear();
      if (SPIN.matcher(compiledMethods()).find()) {
        return;
      }
    }
    throw new AssertionError("Program.spin is not among\n" + compiledMethods());
  }

  private static String compiledMethods() throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "compilerCodelist",
                null,
                null);
  }
}
