package dev.simmer.dispatch;

import dev.simmer.Coroutine;
import dev.simmer.Simmer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs every test with awaits that are ready, and with awaits that wait. */
@ParameterizedClass
@EnumSource(Later.Mode.class)
abstract class DispatchTest {
  @Parameter Later.Mode mode;

  @BeforeEach
  void start() {
    Later.use(mode);
    Journal.clear();
  }

  @AfterEach
  void end() {
    Later.use(Later.Mode.READY);
  }

  static <T> T run(Coroutine<T> main) {
    return Simmer.run(main);
  }

  /** Awaits {@code prices.price(4)} three times at a place in rewritten code. */
  static int thrice(Site site, Prices prices) {
    return run(site.thrice(prices, 4));
  }
}
