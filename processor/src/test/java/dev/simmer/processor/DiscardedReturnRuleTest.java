package dev.simmer.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returning a coroutine from under a finalizer that does not let it out. Pins: T29, T30. */
class DiscardedReturnRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "return done(0);",
        "throw new IllegalStateException();",
        "if (flag) { return done(1); } else { throw new IllegalStateException(); }",
        "if (flag) return done(1); else if (!flag) return done(2); else return done(3);",
        "while (true) {}",
        "while (YES && !false) { if (flag) return done(1); }",
        "for (;;) { while (flag) { break; } }",
        "do { if (flag) return done(1); } while (true);",
        "do { return done(1); } while (flag);",
        "one: { return done(1); }",
        "{ synchronized (Example.class) { return done(1); } }",
        "try { flag = !flag; } finally { return done(1); }",
        "try { return done(1); } catch (RuntimeException e) { throw e; } finally { flag = true; }",
        "switch (quote().hashCode()) { case 1: flag = true; default: return done(1); }",
        "switch (quote().hashCode()) { case 1 -> { return done(1); } default -> throw new Error(); }",
        "if (true) { return done(1); }",
        "if (false) {} else { return done(1); }",
        "if (Example.YES || flag) { return done(1); }",
        "if (flag || YES) { return done(1); }",
        "if (flag && NO) {} else { return done(1); }",
        "inner: while (true) { try { break inner; } finally { return done(1); } }",
      })
  void coroutineReturnedUnderAFinalizerThatNeverEndsIsAMistake(String finalizer) {
    MarkedSource.members(example(finalizer)).matches();
  }

  private static String example(String finalizer) {
    return """
        static final boolean YES = true, NO = !YES;
        @SuppressWarnings("finally")
        @Async Coroutine<Integer> total(boolean flag) {
          try {
            return quote();
            //          ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
          } finally {
            %s
          }
        }
        """
        .formatted(finalizer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "if (flag) { return done(1); }",
        "if (flag) { return done(1); } else { flag = true; }",
        "while (flag) { return done(1); }",
        "while (true) { if (flag) break; }",
        "do { if (flag) continue; return done(1); } while (flag);",
        "for (;;) { one: while (true) { break one; } break; }",
        "one: { if (flag) break one; return done(1); }",
        "outer: for (;;) { while (true) { break outer; } }",
        "try { return done(1); } catch (RuntimeException e) { flag = true; }",
        "switch (quote().hashCode()) { case 1: return done(1); }",
        "switch (quote().hashCode()) { case 1: break; default: return done(1); }",
        "switch (quote().hashCode()) { case 1 -> flag = true; default -> throw new Error(); }",
        "switch (quote().hashCode()) { default: return done(1); case 1: flag = true; }",
        "for (var one : List.of()) { return done(1); }",
        "if (flag && YES) { return done(1); }",
        "if (NO) { return done(1); }",
        "if (YES == NO) { return done(1); }",
        "Supplier<Integer> lambda = () -> { throw new Error(); };",
        "class Local { int of() { throw new Error(); } }",
      })
  void finalizerThatMayEndLetsTheCoroutineOut(String finalizer) {
    MarkedSource.members(unmarked(example(finalizer))).matches();
  }

  private static String unmarked(String source) {
    return source.replaceAll("//.*\n", "\n");
  }

  @Test
  void caretIsAtTheArmThatIsNotAwaited() {
    MarkedSource.members(
            """
            @Async Coroutine<Integer> total(int i, Coroutine<Integer> given) {
              try {
                if (i == 9) return (given);
                //                  ^ [async-discarded-return] `given` is returned, but a finally block always discards it
                if (i == 8) return i == 0 ? done(1) : quote();
                //                                         ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
                if (i == 7) return switch (i) {
                  case 0 -> done(1);
                  case 1 -> null;
                  case 2 -> { Supplier<Coroutine<Integer>> later = () -> { return quote(); }; yield done(3); }
                  default -> { yield quote(); }
                  //                      ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
                };
                return done(await(quote()));
              } finally {
                return done(0);
              }
            }
            """)
        .matches();
  }

  @Test
  void everyBlockAroundTheReturnCounts() {
    MarkedSource.members(
            """
            @Async Coroutine<Integer> fromCatch() {
              try { await(quote()); } catch (RuntimeException e) {
                try { return quote(); } finally { System.out.println(); }
                //                ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
              } finally { throw new IllegalStateException(); }
              }
            @Async Coroutine<Integer> fromResource() {
              while (true) {
                try (var group = taskGroup()) { return quote(); } finally { continue; }
                //                                          ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
              }
            }
            @Async Coroutine<Integer> fromFinalizer() {
              try { await(quote()); } finally { return quote(); }
            }
            @Async Coroutine<Integer> fromInnerFinalizer() {
              try {
                try { await(quote()); } finally { return quote(); }
                //                                            ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
              } finally { return done(1); }
            }
            """)
        .matches();
  }

  @Test
  void finalizerIsOfTheMethodOrLambdaItIsWrittenIn() {
    MarkedSource.members(
            """
            @Async Coroutine<Void> outside() {
              try {
                createTask(() -> { await(quote()); return quote(); });
                new Object() { @Async Coroutine<Integer> inside() { return quote(); } }.inside();
                return done();
              } finally { return done(); }
            }
            @Async Coroutine<Void> inside() {
              await(quote());
              createTask(() -> {
                try { await(quote()); return quote(); } finally { return done(2); }
                //                                ^ [async-discarded-return] `quote()` is returned, but a finally block always discards it
              });
              return done();
            }
            """)
        .matches();
  }

  @Test
  void codeThatIsNotRewrittenIsLeftAlone() {
    MarkedSource.members(
            """
            Coroutine<Integer> plain() { try { return quote(); } finally { return done(1); } }
            Supplier<Coroutine<Integer>> lambda = () -> { try { return quote(); } finally { return done(1); } };
            int number() { try { return 1; } finally { return 2; } }
            @Async AsyncGenerator<Integer> numbers() { try { emit(1); return end(); } finally { return end(); } }
            """)
        .matches();
  }
}
