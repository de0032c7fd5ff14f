package dev.simmer.dispatch;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code that an agent weaves into a method that is already loaded and used. Pins: T77, T126. */
class AdviceTest extends DispatchTest {
  @Test
  void adviceAtTheEntryRunsOnceACall() { // T126
    try (Woven woven = Woven.advice(Shop.class, Woven.Entry.class)) {
      everywhere(new Shop(3), 129, "entry", "Shop.price");
    }
    everywhere(new Shop(3), 129, "Shop.price");
  }

  @Test
  void adviceAtTheExitWrapsTheCoroutine() { // T126
    try (Woven woven = Woven.advice(Shop.class, Woven.Exit.class)) {
      everywhere(new Shop(3), 3129, "exit", "Shop.price");
    }
    everywhere(new Shop(3), 129, "Shop.price");
  }

  @Test
  void adviceThatSkipsTheMethodAnswersForIt() {
    try (Woven woven = Woven.advice(Shop.class, Woven.Skip.class)) {
      everywhere(new Shop(3), 21);
    }
    everywhere(new Shop(3), 129, "Shop.price");
  }

  @Test
  void callWovenBeforeReturnsWrapsTheCoroutine() { // T126
    try (Woven woven = Woven.beforeReturns(Shop.class)) {
      everywhere(new Shop(3), 3129, "exit", "Shop.price");
    }
    everywhere(new Shop(3), 129, "Shop.price");
  }

  @Test
  void adviceOfASuperclassRunsForTheOverridesThatAwaitIt() {
    try (Woven woven = Woven.advice(Shop.class, Woven.Exit.class)) {
      everywhere(new Corner.Wrapping(), 6129, "Wrapping.price", "exit", "Shop.price");
      everywhere(new PlainCorner.Wrapping(), 6129, "Wrapping.price", "exit", "Shop.price");
      everywhere(new Corner.Replacing(), 12, "Replacing.price");
    }
  }

  @Test
  void adviceRunsForASpyAndForTheRealMethodThatTheSpyCalls() {
    try (Woven woven = Woven.advice(Shop.class, Woven.Exit.class)) {
      Shop shop = spy(new Shop(3));
      everywhere(shop, 6129, "exit", "exit", "Shop.price");
      verify(shop, times(3 * Site.values().length)).price(4);
    }
  }

  /**
   * The body is a method too, and has the name of the visible one so that traces read well: who
   * means the visible one alone says so, by its signature or as here by its access.
   */
  @Test
  void adviceThatIsMatchedByNameAloneMeetsTheBodyToo() {
    try (Woven woven = Woven.advice(Shop.class, Woven.Entry.class, named("price"))) {
      assertThat(run(new Shop(3).price(4))).isEqualTo(43);
      assertThat(Journal.lines().subList(0, 3)).containsExactly("entry", "entry", "Shop.price");
    }
  }

  /** Awaits three times at every site; each await notes {@code lines}. */
  private static void everywhere(Prices prices, int sum, String... lines) {
    for (Site site : Site.values()) {
      Journal.clear();
      assertThat(thrice(site, prices)).as("at %s", site).isEqualTo(sum);
      assertThat(Journal.lines().stream().sorted())
          .as("at %s", site)
          .containsExactlyElementsOf(
              Stream.of(lines).flatMap(line -> Stream.of(line, line, line)).sorted().toList());
    }
  }
}
