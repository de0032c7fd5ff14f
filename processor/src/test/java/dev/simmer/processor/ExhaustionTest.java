package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory or stack that ends while a coroutine runs or is about to wait. Pins: T123. */
class ExhaustionTest {
  private static final String CHAIN =
      """
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.*;
      import dev.simmer.*;
      public class P {
        static int open;
        record R() implements AutoCloseable {
          R { open++; }
          public void close() { open--; }
        }
        static class Slow implements AsyncCloseable {
          Slow() { open++; }
          public Coroutine<Void> closeAsync() { open--; return slowly(); }
          @Async private Coroutine<Void> slowly() { await(later(1)); return done(); }
        }
        @Async static AsyncGenerator<Integer> two() { try (var r = new R()) { await(later(0)); emit(1); emit(2); return end(); } }
        @Async static Coroutine<Integer> inner(int n, double d) {
          try (var r = new R()) { await(sleep(millis(1))); await(yieldNow()); return done(n + await(later(1)) + (int) d); }
        }
        @Async private static Coroutine<Integer> middle(int n, float f) {
          int sum = 0;
          open++;
          try {
            sum += await(inner(n, 0.5));
            try (var r = new R(); var slow = new Slow()) { sum += n + Math.max(sum, await(later(2))) + (int) f; }
            for (int i : each(two())) sum += i;
          } finally { open--; }
          return done(sum);
        }
        @Async static Coroutine<Integer> outer(AsyncLock lock) {
          try (var permit = await(lock.acquire()); var r = new R()) { return done(await(middle(1, 0.25f))); }
        }
        /** Runs the chain where it may fail, and again where it may not, on the same loop. */
        @Async static Coroutine<String> test(Runnable armed, Runnable safe) {
          var lock = new AsyncLock();
          String result;
          armed.run();
          try { result = "" + await(createTask(outer(lock))); }
          catch (VirtualMachineError e) { result = e.getMessage(); }
          finally { safe.run(); }
          await(sleep(millis(50)));
          String left = open + " open, locked " + lock.isLocked() + ", tasks " + allTasks().size();
          return done(result + "; " + left + "; again " + await(outer(lock)));
        }
        static String run(Runnable armed, Runnable safe) {
          open = 0;
          return dev.simmer.Simmer.run(test(armed, safe), RunOptions.defaults().virtualTime(true));
        }
      }
      """;

  private static final String LEFT = "; 0 open, locked false, tasks 1; again 8";

  private final Compiled compiled = Compiled.of(CHAIN).verified();

  @AfterEach
  void stopListening() {
    FrameCreation.heardBy(() -> {});
  }

  @ParameterizedTest
  @EnumSource
  void frameThatCannotBeMadeFailsTheAwaitAndLeavesNothingBehind(Later.Mode mode) throws Throwable {
    FrameCreation.announceIn(compiled.folder());
    ClassLoader announcing = compiled.fresh().loader();
    int failures = 0;
    for (int kth = 1; ; kth++) {
      Later.start(mode);
      AtomicInteger left = new AtomicInteger(kth);
      String result =
          run(
              announcing,
              () ->
                  FrameCreation.heardBy(
                      () -> {
                        if (left.decrementAndGet() == 0) {
                          throw new OutOfMemoryError("no frame");
                        }
                      }),
              () -> FrameCreation.heardBy(() -> {}));
      if (left.get() > 0) {
        assertThat(result).as("without a failure").isEqualTo("8" + LEFT);
        break;
      }
      failures++;
      assertThat(result).as("frame %d cannot be made", kth).isEqualTo("no frame" + LEFT);
    }
    assertThat(failures).isGreaterThan(8);
  }

  private static String run(ClassLoader loader, Runnable armed, Runnable safe) throws Throwable {
    var method = loader.loadClass("P").getDeclaredMethod("run", Runnable.class, Runnable.class);
    method.setAccessible(true);
    try {
      return (String) method.invoke(null, armed, safe);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void stackThatEndsInABodyRunsItsFinalizersAndFailsTheTask() {
    Program.of(
            """
            static int down(int n) { return down(n + 1) + 1; }
            @Async private static Coroutine<Integer> body(int n) {
              try { await(later(1)); return done(n == 0 ? down(0) : await(body(n - 1))); }
              finally { if (await(later(n)) % 50 == 0) log("finally " + n); }
            }
            @Async static Coroutine<Object> test() {
              try { await(createTask(body(100))); return done("wrong"); }
              catch (StackOverflowError e) { return done(await(later("failed"))); }
            }
            """)
        .logs("finally 0 finally 50 finally 100 failed");
  }
}
