package dev.simmer.dispatch;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import dev.simmer.Coroutine;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.MockMakers;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.MethodInterceptor;

/** Proxies of interfaces, and subclasses made at run time. Pins: T78, T79, T83. */
class ProxyTest extends DispatchTest {
  @ParameterizedTest
  @EnumSource(Site.class)
  void subclassMockAnswers(Site site) {
    Shop shop = mock(Shop.class, withSettings().mockMaker(MockMakers.SUBCLASS));
    when(shop.price(4)).thenAnswer(call -> Later.coroutine(7));

    assertThat(shop.getClass()).isNotSameAs(Shop.class);
    assertThat(thrice(site, shop)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
    verify(shop, times(3)).price(4);
    verifyNoMoreInteractions(shop);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void subclassSpyRunsTheRealMethod(Site site) {
    Shop shop =
        mock(
            Shop.class,
            withSettings()
                .mockMaker(MockMakers.SUBCLASS)
                .spiedInstance(new Shop(3))
                .defaultAnswer(CALLS_REAL_METHODS));

    assertThat(thrice(site, shop)).isEqualTo(129);
    assertThat(Journal.lines()).containsExactly("Shop.price", "Shop.price", "Shop.price");
    verify(shop, times(3)).price(4);
    verifyNoMoreInteractions(shop);
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void jdkProxyForwardsToItsTarget(Site site) {
    Shop target = new Shop(3);
    Prices proxy =
        proxy(
            (self, method, arguments) -> {
              Journal.note("proxy");
              return method.invoke(target, arguments);
            });

    assertThat(thrice(site, proxy)).isEqualTo(129);
    assertThat(Journal.lines()).hasSize(6).startsWith("proxy").contains("Shop.price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void jdkProxyAnswers(Site site) {
    Prices proxy = proxy((self, method, arguments) -> Later.coroutine(7));

    assertThat(thrice(site, proxy)).isEqualTo(21);
    assertThat(Journal.lines()).isEmpty();
  }

  @Test
  void jdkProxyRunsADefaultMethodWhichCallsTheProxy() {
    Prices proxy =
        proxy(
            (self, method, arguments) -> {
              Journal.note("proxy " + method.getName());
              return method.isDefault()
                  ? InvocationHandler.invokeDefault(self, method, arguments)
                  : Later.coroutine(7);
            });

    assertThat(run(new Pairs(proxy).twice(2))).isEqualTo(26);
    assertThat(Journal.lines().subList(0, 5))
        .containsExactly(
            "proxy pair", "Prices.pair", "proxy price", "Prices.second", "proxy price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void cglibProxyWrapsTheMethodOfItsSuperclass(Site site) {
    Shop shop =
        cglib(
            (self, method, arguments, proxy) ->
                intercepted(method)
                    ? Later.wrapped(prices(proxy.invokeSuper(self, arguments)))
                    : proxy.invokeSuper(self, arguments));

    assertThat(thrice(site, shop)).isEqualTo(3129);
    assertThat(Journal.lines()).hasSize(6).containsOnly("cglib price", "Shop.price");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void cglibProxyForwardsToItsTarget(Site site) {
    Shop target = new Shop(5);
    Shop shop =
        cglib(
            (self, method, arguments, proxy) -> {
              intercepted(method);
              return proxy.invoke(target, arguments);
            });

    assertThat(thrice(site, shop)).isEqualTo(135);
    assertThat(Journal.lines()).hasSize(6).containsOnly("cglib price", "Shop.price");
  }

  @Test
  void cglibProxySeesTheOwnCallsOfItsSuperclassThatItMayOverride() {
    Shop shop =
        cglib(
            (self, method, arguments, proxy) -> {
              intercepted(method);
              return proxy.invokeSuper(self, arguments);
            });

    assertThat(run(shop.ownCalls(2))).isEqualTo(23 + 5 + 5 + 5 + 5);
    assertThat(Journal.lines())
        .containsExactly(
            "cglib ownCalls",
            "cglib price",
            "Shop.price",
            "Shop.fixed",
            "cglib reserved",
            "Shop.reserved",
            "cglib internal",
            "Shop.internal",
            "Shop.cost");
  }

  @ParameterizedTest
  @EnumSource(Site.class)
  void byteBuddySubclassWrapsTheMethodOfItsSuperclass(Site site) throws Exception {
    Shop shop =
        new ByteBuddy()
            .subclass(Shop.class)
            .method(named("price"))
            .intercept(MethodDelegation.to(Wrapper.class))
            .make()
            .load(
                Shop.class.getClassLoader(),
                ClassLoadingStrategy.UsingLookup.of(
                    MethodHandles.privateLookupIn(Shop.class, MethodHandles.lookup())))
            .getLoaded()
            .getConstructor(int.class)
            .newInstance(3);

    assertThat(thrice(site, shop)).isEqualTo(3129);
    assertThat(Journal.lines()).hasSize(6).containsOnly("byte-buddy", "Shop.price");
  }

  /** What the generated subclass calls. */
  public static final class Wrapper {
    public static Coroutine<Integer> price(@SuperCall Callable<Coroutine<Integer>> original)
        throws Exception {
      Journal.note("byte-buddy");
      return Later.wrapped(original.call());
    }
  }

  private static Prices proxy(InvocationHandler handler) {
    return (Prices)
        Proxy.newProxyInstance(
            Prices.class.getClassLoader(), new Class<?>[] {Prices.class}, handler);
  }

  private static Shop cglib(MethodInterceptor interceptor) {
    Enhancer enhancer = new Enhancer();
    enhancer.setSuperclass(Shop.class);
    enhancer.setCallback(interceptor);
    return (Shop) enhancer.create(new Class<?>[] {int.class}, new Object[] {3});
  }

  private static boolean intercepted(Method method) {
    if (method.getDeclaringClass() == Object.class) {
      return false;
    }
    Journal.note("cglib " + method.getName());
    return true;
  }

  @SuppressWarnings("unchecked")
  private static Coroutine<Integer> prices(Object answer) {
    return (Coroutine<Integer>) answer;
  }
}
