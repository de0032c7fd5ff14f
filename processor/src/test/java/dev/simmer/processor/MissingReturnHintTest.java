package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** The note beside javac's own error where an async body has no result. */
class MissingReturnHintTest {
  @Test
  void lambdaForNoMethodInParticularIsExplained() {
    MarkedSource.members(
            """
            void start(List<Integer> list) throws Exception {
              createTask(() -> { await(quote()); });
              //         ^ note: [async-missing-return] this async lambda can reach its end without `return done();`
              createTask("named", () -> { await(quote()); });
              //                  ^ note: [async-missing-return] this async lambda can reach its end without `return done();`
              run(() -> { if (list.isEmpty()) { return done(1); } await(quote()); });
              //  ^ note: [async-missing-return] this async lambda can reach its end without `return done(value);`
              gather(list, n -> { await(quote()); });
              //           ^ note: [async-missing-return] this async lambda can reach its end without `return done();`
            }
            @Async Coroutine<Void> scope() {
              try (var group = taskGroup()) {
                group.createTask(() -> { try { await(quote()); } finally { System.out.println(); } });
                //               ^ note: [async-missing-return] this async lambda can reach its end without `return done();`
              }
              return done();
            }
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void lambdaForAKnownTargetIsExplained() {
    MarkedSource.members(
            """
            AsyncCallable<Void> callable = () -> { await(quote()); };
            //                             ^ note: [async-missing-return] this async lambda can reach its end without `return done();`
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void methodIsExplained() {
    MarkedSource.members(
            """
            @Async Coroutine<Void> show() { await(quote()); }
            //                     ^ note: [async-missing-return] @Async method show() can reach its end without `return done();`
            @Async AsyncGenerator<Integer> numbers() { emit(1); }
            //                             ^ note: [async-missing-return] @Async method numbers() can reach its end without `return end();`
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void otherErrorsOfJavacAreLeftAlone() {
    MarkedSource.members(
            """
            void start() {
              unknown(() -> { await(quote()); });
              createTask(() -> { while (true) { await(quote()); } }, 1, 2);
              createTask(() -> { System.out.println(); });
            }
            @Async Coroutine<Void> wrong() { return done(5); }
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void bodyWhoseEndIsNeverReachedNeedsNoReturn() {
    MarkedSource.members(
            """
            static final boolean FOREVER = true;
            void start(int n) {
              createTask(() -> { while (true) { await(quote()); } });
              createTask(() -> { while (FOREVER) { await(quote()); } });
              createTask(() -> { for (;;) { await(quote()); } });
              createTask(() -> { if (await(quote()) > 1) { return done(1); } else { throw new Error(); } });
              createTask(() -> { try { return quote(); } finally { await(quote()); } });
              createTask(() -> { synchronized (this) { return done(1); } });
              createTask(() -> { switch (await(quote())) { case 1: return done(1); default: throw new Error(); } });
              createTask(() -> { do { await(quote()); } while (1 < 2); });
            }
            @Async Coroutine<Void> forever() { while (!false) { await(quote()); } }
            """)
        .matches();
  }
}
