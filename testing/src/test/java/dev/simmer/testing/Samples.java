package dev.simmer.testing;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncGenerator;
import dev.simmer.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Test classes that the tests of the engine run; many fail, so no build runs them by itself. */
final class Samples {
  static final List<String> LOG = new ArrayList<>();
  static final IOException REFUSED = new IOException("refused");

  private Samples() {}

  static class EveryOutcome {
    @AsyncTest
    Coroutine<Void> passes() {
      await(sleep(seconds(3_600)));
      return done();
    }

    @AsyncTest
    Coroutine<Void> failsAnAssertion() {
      await(yieldNow());
      assertThat(1).isEqualTo(2);
      return done();
    }

    @AsyncTest
    Coroutine<Void> throwsAChecked() throws IOException {
      await(yieldNow());
      throw REFUSED;
    }

    @AsyncTest
    @SuppressWarnings("async-dropped-task")
    Coroutine<Void> leavesATask() {
      createTask("poller", sleep(seconds(9)));
      await(sleep(millis(1)));
      return done();
    }

    @AsyncTest
    Coroutine<Void> neverEnds() {
      await(new AsyncEvent());
      return done();
    }

    @AsyncTest
    @SuppressWarnings("async-null-coroutine")
    Coroutine<Void> returnsNull() {
      return null;
    }

    @AsyncTest
    Coroutine<Void> isAborted() {
      await(yieldNow());
      Assumptions.abort("not here");
      return done();
    }

    @AsyncTest
    @Disabled("broken")
    Coroutine<Void> isDisabled() {
      throw new AssertionError("must not run");
    }
  }

  abstract static class Hooks {
    @BeforeAll
    static void first() {
      LOG.add("all");
    }

    @AfterAll
    static void last() {
      LOG.add("all ended");
    }

    @BeforeEach
    void open() {
      LOG.add("open");
    }

    @AfterEach
    void close() {
      LOG.add("close");
    }
  }

  static class Hooked extends Hooks {
    private String connection = "none";

    @BeforeEach
    @Async
    Coroutine<Void> connect() {
      await(sleep(seconds(1)));
      LOG.add("connect, had " + connection);
      connection = "connected";
      return done();
    }

    @AsyncTest
    Coroutine<Void> one() {
      await(yieldNow());
      LOG.add("one " + connection);
      return done();
    }

    @AsyncTest
    Coroutine<Void> two() {
      await(yieldNow());
      LOG.add("two " + connection);
      throw new IllegalStateException("two");
    }

    @AfterEach
    @Async
    Coroutine<Void> disconnect() {
      await(sleep(seconds(1)));
      LOG.add("disconnect");
      return done();
    }
  }

  static class FailsToOpen extends Hooked {
    @BeforeEach
    @Async
    Coroutine<Void> refuse() throws IOException {
      await(yieldNow());
      throw REFUSED;
    }
  }

  static class NullHook {
    @BeforeEach
    @SuppressWarnings("async-null-coroutine")
    Coroutine<Void> open() {
      return null;
    }

    @AsyncTest
    Coroutine<Void> one() {
      await(yieldNow());
      return done();
    }
  }

  static class Parameterised {
    @AsyncTest(ints = {3, 5})
    Coroutine<Void> numbers(int number) {
      await(yieldNow());
      LOG.add("number " + number);
      return done();
    }

    @AsyncTest(strings = "a")
    Coroutine<Void> texts(String text) {
      await(yieldNow());
      LOG.add("text " + text);
      return done();
    }

    @AsyncTest(
        source = "cases",
        shuffle = {1, 2})
    Coroutine<Void> several(String text, int length) {
      await(yieldNow());
      assertThat(text).hasSize(length);
      return done();
    }

    static Stream<Object[]> cases() {
      return Stream.of(new Object[] {"two", 3}, new Object[] {"three", 4});
    }
  }

  @DisplayName("A shop")
  @Tag("shop")
  static class Outer {
    @AsyncTest
    @DisplayName("sells apples")
    @Tag("fruit")
    Coroutine<Void> apples() {
      await(yieldNow());
      return done();
    }

    static class Inside {
      @AsyncTest
      Coroutine<Void> pears() {
        await(yieldNow());
        return done();
      }
    }
  }

  static class IsGenerator {
    @AsyncTest
    AsyncGenerator<Integer> numbers() {
      emit(1);
      return end();
    }
  }

  static class IsPrivate {
    @AsyncTest
    private Coroutine<Void> hidden() {
      return done();
    }
  }

  static class HasNoArguments {
    @AsyncTest
    Coroutine<Void> takes(int number) {
      return done();
    }
  }

  static class HasNoSource {
    @AsyncTest(source = "cases")
    Coroutine<Void> takes(int number) {
      return done();
    }
  }

  static class WrongHook {
    @BeforeEach
    int open() {
      return 1;
    }

    @AsyncTest
    Coroutine<Void> test() {
      return done();
    }
  }

  static class AroundInner {
    class Inner {
      @AsyncTest
      Coroutine<Void> test() {
        return done();
      }
    }
  }
}
