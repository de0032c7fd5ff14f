package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the tests of the facts can fail: puts one fault after another into the sources, and
 * sees the tests named beside it fail, which pass without it. The faults are in {@code faults.txt}.
 *
 * <p>Left out of the normal build: {@code mvn -pl runtime test -Dtest.excluded= -Dtest=FaultsTest}.
 */
@Tag("faults")
@Timeout(300)
class FaultsTest {
  /** No test takes as long; one that does hangs. */
  private static final long LONGEST_SECONDS = 60;

  /** Enough to see a test hang of which that is known. */
  private static final long HANGING_SECONDS = 2;

  /** Stands for the failure of a test that hangs. */
  private static final Throwable HANGS = new Throwable("hangs");

  private static final Set<String> PASSED = new HashSet<>();

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.simmer.Fault#all")
  void everyTestBesideTheFaultFailsByIt(Fault fault, @TempDir Path faulty, @TempDir Path nothing)
      throws Exception {
    FaultyClasses.compile(fault, faulty);
    for (Fault.Pin pin : fault.pins()) {
      if (PASSED.add(pin.test())) {
        assertThat(outcome(pin, nothing, LONGEST_SECONDS))
            .as("%s without a fault", pin.test())
            .isNull();
      }
      Throwable outcome = outcome(pin, faulty, pin.hangs() ? HANGING_SECONDS : LONGEST_SECONDS);
      assertThat(outcome).as("what %s says to the fault", pin).isNotNull();
      assertThat(outcome == HANGS && !pin.hangs())
          .as("%s hangs by the fault, which the list does not say", pin)
          .isFalse();
    }
  }

  /** Runs a test with classes replaced; null when it passes. */
  private static @Nullable Throwable outcome(Fault.Pin pin, Path replaced, long seconds)
      throws Exception {
    FutureTask<@Nullable Throwable> run =
        new FutureTask<>(() -> run(pin, new FaultyClasses(replaced)));
    Thread thread = new Thread(run, pin.test());
    thread.setDaemon(true);
    thread.start();
    try {
      return run.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException hangs) {
      thread.interrupt();
      thread.join(1_000);
      return HANGS;
    }
  }

  private static @Nullable Throwable run(Fault.Pin pin, ClassLoader classes) throws Exception {
    Class<?> type = Class.forName("dev.simmer." + pin.className(), true, classes);
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    try {
      call(type.getDeclaredMethod(pin.methodName()), instance);
      call(type.getSuperclass().getDeclaredMethod("nothingUnexpectedIsReported"), instance);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static void call(Method method, Object instance) throws Exception {
    method.setAccessible(true);
    method.invoke(instance);
  }
}
