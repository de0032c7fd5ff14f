package dev.simmer.testing;

import dev.simmer.RunOptions;
import dev.simmer.UncaughtEvent;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how a test runs; immutable.
 *
 * <pre>{@code
 * runTest(() -> transferAll(), TestOptions.defaults().shuffle(7));
 * }</pre>
 */
public final class TestOptions {
  /** The property that shuffles every test that names no seed: a number, or {@code random}. */
  static final String SHUFFLE = "simmer.test.shuffle";

  /** Long enough for any test of virtual time, and short enough for whoever waits for the build. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final boolean virtualTime;
  private final boolean debug;
  private final boolean leakCheck;
  private final @Nullable Long seed;
  private final Duration timeout;

  private TestOptions(
      boolean virtualTime,
      boolean debug,
      boolean leakCheck,
      @Nullable Long seed,
      Duration timeout) {
    this.virtualTime = virtualTime;
    this.debug = debug;
    this.leakCheck = leakCheck;
    this.seed = seed;
    this.timeout = timeout;
  }

  /**
   * Returns the options of a plain test: virtual time, debug mode, the leak check, a timeout of a
   * minute, and the order that the system property {@code simmer.test.shuffle} asks for: a seed,
   * {@code random} for another one each time, or none for first come, first served.
   *
   * @return the options to start from
   * @throws IllegalArgumentException when the property is neither
   */
  public static TestOptions defaults() {
    return new TestOptions(true, true, true, seed(System.getProperty(SHUFFLE)), LONGEST);
  }

  /**
   * Lets time jump to the next timer whenever nothing else can happen.
   *
   * @param on false where the test needs the real clock
   * @return changed options
   */
  public TestOptions virtualTime(boolean on) {
    return new TestOptions(on, debug, leakCheck, seed, timeout);
  }

  /**
   * Switches debug mode, which knows where more things were created.
   *
   * @param on whether to check
   * @return changed options
   */
  public TestOptions debug(boolean on) {
    return new TestOptions(virtualTime, on, leakCheck, seed, timeout);
  }

  /**
   * Fails a test that leaves tasks, callbacks or generators behind.
   *
   * @param on false where leaving them is what is tested
   * @return changed options
   */
  public TestOptions leakCheck(boolean on) {
    return new TestOptions(virtualTime, debug, on, seed, timeout);
  }

  /**
   * Runs the tasks that are ready in the same turn in an order that depends on the seed only. A
   * failure names the seed.
   *
   * @param seed the same seed gives the same order
   * @return changed options
   */
  public TestOptions shuffle(long seed) {
    return new TestOptions(virtualTime, debug, leakCheck, seed, timeout);
  }

  /**
   * Cancels and fails a test that has not ended after so long by the real clock; what sets up and
   * tears down may take as long each.
   *
   * @param timeout how long
   * @return changed options
   */
  public TestOptions timeout(Duration timeout) {
    return new TestOptions(virtualTime, debug, leakCheck, seed, timeout);
  }

  private static @Nullable Long seed(@Nullable String property) {
    if (property == null || property.isEmpty()) {
      return null;
    }
    if (property.equals("random")) {
      return new Random().nextLong();
    }
    try {
      return Long.valueOf(property);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D" + SHUFFLE + "=" + property + " is neither a number nor `random`.", e);
    }
  }

  RunOptions runOptions(Consumer<UncaughtEvent> onUncaught) {
    RunOptions options =
        RunOptions.defaults().virtualTime(virtualTime).debug(debug).onUncaught(onUncaught);
    return seed == null ? options : options.shuffle(seed);
  }

  boolean isLeakCheck() {
    return leakCheck;
  }

  Duration timeout() {
    return timeout;
  }

  @Nullable Long seed() {
    return seed;
  }
}
