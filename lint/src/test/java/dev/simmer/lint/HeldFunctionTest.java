package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that a variable holds: followed where it can hold no other. */
class HeldFunctionTest {

  private static Linted load(String statements) {
    return Linted.members(
        """
        interface Own { void go(int n); }
        private final Runnable constant = () -> LockSupport.park();
        private Runnable setOnce = Pages::slow;
        Runnable open = () -> LockSupport.park();
        private Runnable twice = () -> LockSupport.park();
        void change() { twice = () -> {}; }
        static void slow() { LockSupport.park(); }
        static void fast() {}
        static void run(Runnable r) { r.run(); }
        @Async Coroutine<Void> load(Runnable given, List<Integer> list, boolean some, Executor pool)
            throws Exception {
        """
            + statements
            + "\nreturn done();\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Runnable r = () -> LockSupport.park();\nr.run(); // [async-blocking-transitive] Runnable.run"
            + " reaches LockSupport.park, which blocks",
        "Callable<String> c = () -> Files.readString(Path.of(\"a\"));\nc.call(); //"
            + " [async-blocking-transitive] Pages.load -> Callable.call -> Files.readString",
        "Supplier<Object> s = () -> { slow(); return 1; };\ns.get(); // [async-blocking-transitive]"
            + " Pages.load -> Supplier.get -> Pages.slow -> LockSupport.park",
        "Runnable r = Pages::slow;\nr.run(); // [async-blocking-transitive] which blocks",
        "Runnable r;\nr = Pages::slow;\nr.run(); // [async-blocking-transitive] which blocks",
        "Own own = n -> LockSupport.parkNanos(n);\nown.go(1); // [async-blocking-transitive] Own.go",
        "Runnable r = () -> slow();\nRunnable again = r;\nagain.run(); // [async-blocking-transitive]",
        "Runnable r = (Runnable) (() -> slow());\nr.run(); // [async-blocking-transitive]",
        "Runnable r = new Runnable() { public void run() { slow(); } };\nr.run(); //"
            + " [async-blocking-transitive] which blocks",
        "constant.run(); // [async-blocking-transitive] a lambda in Pages calls LockSupport.park",
        "setOnce.run(); // [async-blocking-transitive] Pages.slow",
        "Runnable r = () -> slow();\nRunnable outer = () -> r.run();\nouter.run(); //"
            + " [async-blocking-transitive] Runnable.run -> Runnable.run -> Pages.slow",
        "Consumer<Integer> c = i -> LockSupport.parkNanos(i);\nlist.forEach(c); //"
            + " [async-blocking-transitive] List.forEach reaches LockSupport.parkNanos",
      })
  void functionWithOneValueIsFollowed(String statements) {
    load(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Runnable r = () -> LockSupport.park(); r.hashCode();",
        "Runnable r = () -> fast(); r.run();",
        "Runnable r = () -> slow(); r = () -> fast(); r.run();",
        "Runnable r = () -> slow(); if (some) { r = given; } r.run();",
        "if (given == null) { given = () -> slow(); } given.run();",
        "Runnable r = some ? () -> slow() : () -> fast(); r.run();",
        "given.run();",
        "open.run();",
        "twice.run();",
        "run(given);",
        "Runnable r = () -> slow(); pool.execute(r);",
        "Runnable r = () -> slow(); await(toThread(() -> r.run()));",
        "Runnable r = () -> slow(); Runnable later = () -> r.run(); later.hashCode();",
        "Runnable r = () -> slow(); new Thread(r).start();",
        "AsyncCallable<Void> c = () -> { await(sleep(millis(1))); return done(); }; await(c.call());",
        "Consumer<Integer> c = i -> fast(); list.forEach(c);",
        "for (Runnable r : List.<Runnable>of(() -> slow())) { r.run(); }",
      })
  void functionThatMayBeAnotherOrRunsElsewhereIsLeftAlone(String statements) {
    load(statements).reportsWhatIsMarked();
  }

  @Test
  void pathAndFixNameWhatTheUserWrote() {
    var messages =
        load("Callable<String> c = () -> Files.readString(Path.of(\"a\"));\nc.call();").messages();
    assertThat(messages.get(0).lines())
        .containsExactly(
            "[async-blocking-transitive] Callable.call reaches Files.readString, which blocks the"
                + " event loop in Pages.load (file)",
            "    path:   Pages.load -> Callable.call -> Files.readString",
            "            a lambda in Pages.load calls Files.readString at Pages.java:26",
            "    why:    what a call does down to its last hop, it does on the thread that makes the"
                + " call",
            "    fix:    await(toThread(() -> c.call()))",
            "    see:    docs/diagnostics/async-blocking-transitive.md");
  }

  @Test
  void functionThatCallsItselfEnds() {
    Linted.members(
            """
            private final Runnable again = () -> this.again.run();
            @Async Coroutine<Void> load() { again.run(); return done(); }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void promiseIsBrokenThroughAHeldFunctionToo() {
    Linted.members(
            """
            @interface NonBlocking {}
            @NonBlocking void peek() {
              Runnable r = () -> LockSupport.park();
              r.run(); // [async-blocking-contract] Runnable.run reaches LockSupport.park
            }
            void plain() { Runnable r = () -> LockSupport.park(); r.run(); }
            """)
        .reportsWhatIsMarked();
  }
}
