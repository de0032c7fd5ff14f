package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** The note beside javac's own error where an async body returns a bare value. */
class MissingDoneHintTest {
  @Test
  void methodReturningAValueIsExplained() {
    MarkedSource.members(
            """
            @Async Coroutine<Integer> awaited() { return await(quote()); }
            //                                                ^ note: [async-missing-done] `await(quote())` is a value, and an async body returns a Coroutine
            @Async Coroutine<Integer> sum() { return await(quote()) + 1; }
            //                                                      ^ note: [async-missing-done] `await(quote()) + 1` is a value, and an async body returns a Coroutine
            @Async Coroutine<Integer> literal() { return 5; }
            //                                           ^ note: [async-missing-done] `5` is a value, and an async body returns a Coroutine
            @Async Coroutine<String> variable() { String s = ""; return s; }
            //                                                          ^ note: [async-missing-done] `s` is a value, and an async body returns a Coroutine
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void lambdaReturningAValueIsExplained() {
    MarkedSource.members(
            """
            void start() {
              createTask(() -> await(quote()));
              //                    ^ note: [async-missing-done] `await(quote())` is a value, and an async body returns a Coroutine
              createTask(() -> { return await(quote()); });
              //                             ^ note: [async-missing-done] `await(quote())` is a value, and an async body returns a Coroutine
              createTask(() -> { await(quote()); return "text"; });
              //                                        ^ note: [async-missing-done] `"text"` is a value, and an async body returns a Coroutine
              AsyncCallable<Integer> callable = () -> await(quote());
              //                                           ^ note: [async-missing-done] `await(quote())` is a value, and an async body returns a Coroutine
            }
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void otherErrorsOfJavacAreLeftAlone() {
    MarkedSource.members(
            """
            @Async Coroutine<Integer> argument() { return done("text"); }
            @Async Coroutine<Integer> unknown() { return missing(); }
            @Async Coroutine<Integer> name() { return missing; }
            @Async Coroutine<Integer> other() { Coroutine<String> c = null; return c; }
            Coroutine<Integer> plain() { return 5; }
            @Async Coroutine<Integer> nothing() { return; }
            Supplier<Integer> lambda = () -> "text";
            void start() {
              createTask(() -> { await(quote()); return quote(); }, 1, 2);
              createTask(() -> "text");
              unknown(() -> await(quote()));
            }
            """)
        .matchesBesideErrorsOfJavac();
  }

  @Test
  void coroutineIsReturnedAsItIs() {
    MarkedSource.members(
            """
            @Async Coroutine<Integer> passed() { return quote(); }
            @Async Coroutine<Integer> inner(Coroutine<Coroutine<Integer>> c) { return await(c); }
            AsyncCallable<Integer> lambda = () -> await(Simmer.<Coroutine<Integer>>done(quote()));
            """)
        .matches();
  }
}
