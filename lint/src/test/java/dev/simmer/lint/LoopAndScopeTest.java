package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that hold the loop up, deadlines that cannot pass, finalizers that do not let go on. */
class LoopAndScopeTest {

  private static final String USED =
      """
      private boolean ready; private final boolean fixed = ready; private Pages next; int[] seen;
      boolean isReady() { return ready; }
      @Async Coroutine<Integer> price() { await(yieldNow()); return done(1); }
      @Async AsyncGenerator<Integer> prices() { emit(1); return end(); }
      """;

  private static Linted body(String statements) {
    return Linted.members(
        USED
            + "@Async Coroutine<Integer> load(Object given, int n) throws Exception {\n"
            + statements
            + "\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { n++; } // [async-loop-no-await] in Pages.load",
        "for (;;) n++; // [async-loop-no-await] await(yieldNow())",
        "do { n++; } while ((true)); // [async-loop-no-await]",
        "for (int i = 0; true; i++) { while (n > 0) { break; } } // [async-loop-no-await]",
        "while (true) { switch (n) { case 1: break; default: n++; } } // [async-loop-no-await]",
        "while (true) { AsyncCallable<Integer> c = () -> done(await(price())); } // [async-loop-no-await]",
        "while (true) { try { throw new Exception(); } catch (Exception e) { } } // [async-loop-no-await]",
        "while (true) { Runnable r = () -> { return; }; } // [async-loop-no-await]",
        "runningLoop().callSoon(() -> { while (true) { } }); return done(1); // [async-loop-no-await] callSoon(…)",
      })
  void loopThatNeverEndsAndNeverWaitsWarns(String statement) {
    body(statement).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { await(price()); }",
        "while (true) { if (n++ > 9) break; } return done(n);",
        "while (true) { if (n++ > 9) return done(n); }",
        "while (true) { if (n++ > 9) throw new Exception(); }",
        "while (true) { try { throw new Exception(); } finally { n++; } }",
        "out: for (;;) { for (;;) { break out; } } return done(n);",
        "while (true) { for (int i : each(prices())) { n += i; } }",
        "while (true) { try (var group = taskGroup()) { group.createTask(price()); } }",
        "while (n < 9) { n++; } return done(n);",
        "await(toThread(() -> { while (true) { n(); } })); return done(n);",
        "Runnable r = () -> { while (true) { } }; r.hashCode(); return done(n);",
      })
  void loopThatEndsOrWaitsOrRunsElsewhereIsFine(String statement) {
    Linted.members(
            USED
                + "private int m; int n() { return m; }\n"
                + "@Async Coroutine<Integer> load(Object given, int n) throws Exception {\n"
                + statement
                + "\n}")
        .reportsWhatIsMarked();
  }

  @Test
  void loopOfAGeneratorThatEmitsIsFine() {
    Linted.members(
            """
            @Async AsyncGenerator<Integer> count() { int n = 0; while (true) { emit(n++); } }
            @Async AsyncGenerator<Integer> stuck() {
              int n = 0;
              while (true) { n++; } // [async-loop-no-await] in Pages.stuck
            }
            """)
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (!ready) { await(sleep(millis(5))); } // [async-busy-wait] until 'ready' has changed",
        "while (!this.ready) await(yieldNow()); // [async-busy-wait] AsyncEvent",
        "do { await(sleep(millis(5))); } while (ready == false); // [async-busy-wait]",
        "for (; next == null && n > 0; ) await(Simmer.sleep(millis(1))); // [async-busy-wait] 'next'",
      })
  void loopThatSleepsUntilAFieldHasChangedWarns(String statement) {
    body(statement + "\nreturn done(1);").reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (n < 3) { await(sleep(millis(5))); }",
        "while (!isReady()) { await(sleep(millis(5))); }",
        "while (!ready) { await(sleep(millis(5))); n++; }",
        "while (!ready) { await(price()); }",
        "while (!fixed) { await(sleep(millis(5))); }",
        "while (true) { await(sleep(millis(5))); if (ready) break; }",
        "if (!ready) { await(sleep(millis(5))); }",
      })
  void loopThatDoesSomethingElseIsFine(String statement) {
    body(statement + "\nreturn done(1);").reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return done(n); // [async-jump-from-finally] return leaves a finally block",
        "throw new Exception(); // [async-jump-from-finally] throw leaves",
        "if (n > 1) { return done(n); } // [async-jump-from-finally]",
        "if (n > 1) break; // [async-jump-from-finally] break leaves",
        "if (n > 1) continue; // [async-jump-from-finally] continue leaves",
        "for (;;) { if (n > 1) continue out; } // [async-jump-from-finally]",
      })
  void jumpOutOfAFinallyBlockAroundAnAwaitIsAnError(String jump) {
    body("out: while (n < 9) { n++; try { n += await(price()); } finally {\n"
            + jump
            + "\n} } return done(n);")
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { n += await(price()); } finally { for (int i = 0; i < 3; i++) { if (i == n) break; else continue; } }",
        "try { n += await(price()); } finally { in: for (;;) { for (;;) { break in; } } }",
        "try { n += await(price()); } finally { try { throw new Exception(); } catch (Exception e) { n++; } }",
        "try { n += await(price()); } finally { Runnable r = () -> { return; }; r.run(); }",
        "try { n += await(price()); } finally { switch (n) { case 1: break; default: n++; } }",
        "while (n < 3) { try { n++; } finally { break; } }",
        "try { n += await(price()); } finally { if (n > 1) throw new Exception(); }",
        "try { if (n > 1) return done(await(price())); } finally { n++; }",
      })
  void finallyBlockThatLetsGoOnIsFine(String statement) {
    body(statement + "\nreturn done(n);").reportsWhatIsMarked();
  }

  @Test
  void jumpOutOfAFinallyBlockInOrdinaryCodeIsNotOurs() {
    Linted.members("int f() { try { return 1; } finally { return 2; } }").reportsWhatIsMarked();
  }

  @Test
  void timeoutAroundCodeThatNeverWaitsWarns() {
    body("""
            try (var limit = timeout(seconds(1))) { // [async-scope-no-await] in Pages.load
              n++;
            }
            while (true) // [async-loop-no-await]
            try (Timeout limit = timeoutAt(5)) { // [async-scope-no-await]
              AsyncCallable<Integer> later = () -> done(await(price()));
              n += later.hashCode();
            }
            """)
        .reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var limit = timeout(seconds(1))) { n += await(price()); }",
        "try (var limit = timeout(seconds(1))) { for (int i : each(prices())) { n += i; } }",
        "try (var limit = timeout(seconds(1))) { if (n > 1) { return price(); } }",
        "try (var limit = timeout(seconds(1))) { try (var group = taskGroup()) { group.createTask(price()); } }",
        "try (var limit = timeout(seconds(1)); var group = taskGroup()) { group.createTask(price()); }",
        "try (var reader = new StringReader(\"\")) { n++; }",
      })
  void timeoutAroundWhatMayWaitIsFine(String statement) {
    body(statement + "\nreturn done(n);").reportsWhatIsMarked();
  }
}
