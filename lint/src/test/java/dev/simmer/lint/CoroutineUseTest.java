package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coroutines that nobody awaits, and loops inside loops. */
class CoroutineUseTest {

  private static final String SAVE =
      "@Async Coroutine<String> save(String s) { return done(s); }\n"
          + "@Async static Coroutine<Void> ping() { return done(); }\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "save(\"a\"); // [async-unawaited-coroutine] await(save(\"a\"));",
        "this.save(\"a\"); // [async-unawaited-coroutine] Pages.load",
        "(ping()).close(); ping(); // [async-unawaited-coroutine] ping()",
        "if (given != null) ping(); // [async-unawaited-coroutine]",
        "for (int i = 0; i < 2; ping()) i++; // [async-unawaited-coroutine]",
        "sleep(millis(5)); // [async-unawaited-coroutine] createTask(sleep(millis(5)));",
        "toThread(() -> 1); // [async-unawaited-coroutine]",
        "Runnable r = () -> { ping(); }; r.run(); // [async-unawaited-coroutine]",
      })
  void droppedCoroutineIsAnError(String statement) {
    Linted.members(
            SAVE
                + "@Async Coroutine<Void> load(Object given) {\n"
                + statement
                + "\nreturn done();\n}")
        .reportsWhatIsMarked();
  }

  @Test
  void droppedCoroutineInOrdinaryCodeIsAnErrorToo() {
    Linted.members(
            SAVE
                + """
                void click() {
                  save("a"); // [async-unawaited-coroutine] run(save("a"))
                }
                static { ping(); } // [async-unawaited-coroutine]
                """)
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(save(\"a\"));",
        "createTask(save(\"a\")).hashCode();",
        "var c = save(\"a\"); await(c);",
        "ping().close();",
        "new StringBuilder().append(1);",
        "List.of(ping()).forEach(c -> c.close());",
        "AsyncCallable<String> a = () -> save(\"a\"); a.hashCode();",
      })
  void usedCoroutineIsLeftAlone(String statement) {
    Linted.members(
            SAVE
                + "@Async Coroutine<Void> load(Object given) {\n"
                + statement
                + "\nreturn done();\n}")
        .reportsWhatIsMarked();
  }

  @Test
  void mockingALibraryCallIsNotACall() {
    Linted.members(
            SAVE
                + """
                void test(Pages mock) {
                  org.mockito.Mockito.verify(mock).save("a");
                  org.mockito.Mockito.doReturn(null).when(mock).save("a");
                }
                """)
        .and(
            """
            package org.mockito;
            public class Mockito {
              public static <T> T verify(T mock) { return mock; }
              public static Mockito doReturn(Object o) { return new Mockito(); }
              public <T> T when(T mock) { return mock; }
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aMethodThatSaysSoMayBeIgnored() {
    Linted.members(
            """
            @interface CanIgnoreReturnValue {}
            @CanIgnoreReturnValue Coroutine<Void> log() { return done(); }
            void f() { log(); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void aNullCheckGivesBackWhatItWasGiven() {
    Linted.members(
            """
            Coroutine<Void> first(Coroutine<Void> given) {
              java.util.Objects.requireNonNull(given, "first(...) needs a coroutine");
              check(given);
              return given;
            }
            <C extends Coroutine<?>> C check(C given) { return given; }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void callThatReturnsWhatItIsGivenDropsNothing() {
    String calls =
        """
        Coroutine<Void> submit(Coroutine<Void> given) {
          Frames.of(given);
          Frames.of(Frames.save()); // [async-unawaited-coroutine]
          java.util.Objects.requireNonNull(Frames.save()); // [async-unawaited-coroutine]
          Frames.again(given); // [async-unawaited-coroutine]
          Frames.fresh(given); // [async-unawaited-coroutine]
          Frames.either(kept, Frames.save()); // [async-unawaited-coroutine]
          Frames.either(kept, given);
          return given;
        }
        private Coroutine<Void> kept = null;
        """;
    Linted.members(calls)
        .and(
            """
            package shop;
            import dev.simmer.*;
            final class Frames {
              static abstract class Frame extends Coroutine<Void> {}
              @Async static Coroutine<Void> save() { return Simmer.done(); }
              static Coroutine<Void> of(Coroutine<Void> given) {
                if (given instanceof Frame frame) {
                  return frame;
                }
                if (given == null) {
                  throw new NullPointerException();
                }
                return (Frame) (given);
              }
              static Coroutine<Void> again(Coroutine<Void> given) {
                return given != null ? given : save();
              }
              static Coroutine<Void> fresh(Coroutine<Void> given) { return save(); }
              static Coroutine<Void> either(Coroutine<Void> first, Coroutine<Void> second) { return second; }
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void coroutineInAVariableNobodyReadsIsAnError() {
    Linted.members(
            SAVE
                + """
                private Coroutine<Void> kept = ping(); // [async-unused-coroutine] 'kept', which nobody reads
                private final Coroutine<Void> read = ping();
                Coroutine<Void> open = ping();
                @Async Coroutine<Void> load() {
                  var ignored = save("a"); // [async-unused-coroutine] await(save("a"));
                  Object _x = ping(); // [async-unused-coroutine] '_x'
                  Awaitable<Void> late;
                  late = ping(); // [async-unused-coroutine] 'late'
                  late = (ping()); // [async-unused-coroutine]
                  var c = ping();
                  Runnable r = () -> c.close();
                  var task = createTask(ping());
                  Coroutine<Void> none = null;
                  var closed = ping();
                  closed.close();
                  return done(await(read));
                }
                void take(Coroutine<Void> unused) {}
                private Coroutine<Void> assigned;
                private Coroutine<Void> written;
                void keep() {
                  this.assigned = ping(); // [async-unused-coroutine] 'assigned'
                  this.written = ping();
                  this.written.close();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void runInsideTheLoopIsAnError() {
    Linted.members(
            SAVE
                + """
                @Async Coroutine<Void> load(EventLoop loop, Runner runner) {
                  var s = run(save("a")); // [async-nested-run] await(save("a"))
                  loop.callSoon(() -> run(ping())); // [async-nested-run] createTask(ping())
                  runner.run(ping()); // [async-nested-run] Pages.load
                  run(() -> ping()); // [async-nested-run] await(async(
                  await(toThread(() -> run(ping())));
                  new Thread(() -> run(ping())).start();
                  class Local { void run() {} void f() { run(); } }
                  return done();
                }
                public static void main(String[] args) { run(ping()); }
                """)
        .reportsWhatIsMarked();
  }
}
