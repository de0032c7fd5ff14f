package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * What tests of the runtime share: virtual time, a log that pins the order of events, and a look at
 * the reports.
 */
abstract class RuntimeTest {
  /** The property that shuffles every test whose order is not promised: a seed. */
  static final String SHUFFLE = "simmer.test.shuffle";

  final List<Object> log = new ArrayList<>();
  final List<UncaughtEvent> reports = new ArrayList<>();
  RunOptions options = RunOptions.defaults().virtualTime(true).onUncaught(reports::add);

  /** Runs the tasks of a turn in another order where the build asks for that. */
  @BeforeEach
  void shuffleUnlessTheOrderIsPromised(TestInfo test) {
    Long seed = Long.getLong(SHUFFLE);
    boolean isPromised =
        test.getTestMethod().orElseThrow().isAnnotationPresent(OrderIsPromised.class);
    if (seed != null && !isPromised) {
      options = options.shuffle(seed);
    }
  }

  @AfterEach
  void nothingUnexpectedIsReported() {
    assertThat(reports).isEmpty();
  }

  /** Runs under virtual time. */
  Object run(Script<?> main) {
    return Simmer.run(main, options);
  }

  /** A step that notes something. */
  ThrowingRunnable<RuntimeException> say(Object what) {
    return () -> log.add(what);
  }

  /** A handler that notes the error's class and message, and swallows it. */
  Script.Handles swallow() {
    return thrown -> {
      log.add(text(thrown));
      return null;
    };
  }

  /** A handler that notes the error, and throws it on. */
  Script.Handles note() {
    return thrown -> {
      log.add(text(thrown));
      throw thrown;
    };
  }

  static Script.Does raise(Throwable thrown) {
    return last -> {
      throw thrown;
    };
  }

  static Script<Object> sleeper(Duration delay) {
    return Script.script().await(() -> Simmer.sleep(delay));
  }

  /** Takes the reports there are, so that they count as expected. */
  List<UncaughtEvent> takeReports() {
    List<UncaughtEvent> taken = List.copyOf(reports);
    reports.clear();
    return taken;
  }

  static String text(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
  }

  /** Waits until a condition of another thread holds; for the few tests that need one. */
  static void spinUntil(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** A place for what one step makes and a later one needs. */
  static final class Box<T> {
    T value;

    T set(T made) {
      value = made;
      return made;
    }
  }
}
