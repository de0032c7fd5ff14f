package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The whole text of every message: fact, where, why, fix, page. */
class MessageTextTest {
  @Test
  void awaitOutside() {
    assertThat(
            MarkedSource.members("int total(String shop) { return await(quote()); }").onlyMessage())
        .isEqualTo(
            """
            [async-await-outside] await() in total(), which is not @Async
                why:    only an @Async method or an async lambda can be suspended; anything else would have to block the loop
                fix:    @Async Coroutine<Integer> total(String shop), which ends with return done(value);
                see:    docs/diagnostics/async-await-outside.md""");
  }

  @Test
  void awaitOutsideNamesAnAnnotationOfTheSameName() {
    assertThat(
            MarkedSource.members(
                    "@interface Async {} @Async Coroutine<Integer> total() { return done(await(quote())); }")
                .onlyMessage())
        .startsWith(
            "[async-await-outside] await() in total(), whose @Async is test.Example.Async, not Simmer's\n")
        .contains("  fix:    @dev.simmer.Async Coroutine<Integer> total()\n");
  }

  @Test
  void awaitOutsideKnowsWhatCannotBecomeAsync() {
    assertThat(
            MarkedSource.members("public static void main(String[] a) { await(quote()); }")
                .onlyMessage())
        .contains("  fix:    run(() -> { ... return done(); })\n");
    assertThat(
            MarkedSource.members(
                    "Runnable r = new Runnable() { @Override public void run() { await(quote()); } };")
                .onlyMessage())
        .contains("  fix:    createTask(() -> { ... return done(); })\n");
    assertThat(MarkedSource.members("static final long RATE = await(quote());").onlyMessage())
        .contains("  fix:    @Async static Coroutine<Long> load() { return done(await(...)); }\n");
    assertThat(MarkedSource.members("static { await(quote()); }").onlyMessage())
        .contains("  fix:    @Async static Coroutine<Void> load() { ... return done(); }\n");
  }

  @Test
  void awaitInSynchronized() {
    assertThat(
            MarkedSource.members(
                    """
                    @Async Coroutine<Void> pay(List<Integer> cart) {
                      synchronized (cart) {
                        cart.add(await(quote()));
                      }
                      return done();
                    }
                    """)
                .onlyMessage())
        .isEqualTo(
            """
            [async-await-in-synchronized] await() inside a synchronized block on `cart`
                where:  the block begins at line 12
                why:    the monitor would be released or held by the wrong thread while this coroutine is suspended
                fix:    guard with an AsyncLock: try (var held = await(cartLock.acquire())) { ... }
                see:    docs/diagnostics/async-await-in-synchronized.md""");
  }

  @Test
  void awaitInConstructor() {
    assertThat(MarkedSource.members("Example() { await(quote()); }").onlyMessage())
        .isEqualTo(
            """
            [async-await-in-constructor] await() in a constructor of Example
                why:    a constructor cannot be suspended: others could see the object half-built
                fix:    await first, then construct: @Async static Coroutine<Example> create() { ... return done(new Example(...)); }
                see:    docs/diagnostics/async-await-in-constructor.md""");
  }

  @Test
  void awaitInLambda() {
    assertThat(
            MarkedSource.members(
                    """
                    Consumer<Coroutine<Integer>> show = one -> {
                      await(one);
                    };
                    """)
                .onlyMessage())
        .isEqualTo(
            """
            [async-await-in-lambda] await() in a lambda for Consumer<Coroutine<Integer>>, whose accept() returns void
                where:  the lambda begins at line 11
                why:    a lambda is async only when the method it implements returns Coroutine; this one's caller expects the result at once
                fix:    a for loop in an @Async method, or a task: createTask(() -> { ... return done(); })
                see:    docs/diagnostics/async-await-in-lambda.md""");
  }

  @Test
  void awaitInLambdaForAwaitableOrGenerator() {
    assertThat(
            MarkedSource.members("Supplier<Awaitable<Integer>> a = () -> done(await(quote()));")
                .onlyMessage())
        .contains("  fix:    let get() return Coroutine, not Awaitable\n");
    assertThat(
            MarkedSource.members(
                    "Supplier<AsyncGenerator<Integer>> g = () -> { await(quote()); return end(); };")
                .onlyMessage())
        .contains(
            "  fix:    write an @Async method that returns AsyncGenerator<Integer>, and call it here\n");
  }

  @Test
  void awaitMethodReference() {
    assertThat(
            MarkedSource.members("Function<Coroutine<Integer>, Integer> f = Simmer::await;")
                .onlyMessage())
        .isEqualTo(
            """
            [async-await-method-reference] `Simmer::await` suspends, and a method reference cannot
                why:    a method reference is called from code that cannot be suspended
                fix:    await each one in a for loop, or all at once: await(gather(coroutines))
                see:    docs/diagnostics/async-await-method-reference.md""");
  }

  @Test
  void returnType() {
    assertThat(MarkedSource.members("@Async void show() {}").onlyMessage())
        .isEqualTo(
            """
            [async-return-type] @Async method show() returns void, not Coroutine<Void>
                why:    the caller of an @Async method receives something to await, not the result itself
                fix:    @Async Coroutine<Void> show(), which ends with return done();
                see:    docs/diagnostics/async-return-type.md""");
  }

  @Test
  void synchronizedMethod() {
    assertThat(
            MarkedSource.members("@Async synchronized Coroutine<Void> pay() { return done(); }")
                .onlyMessage())
        .isEqualTo(
            """
            [async-synchronized-method] @Async method pay() is synchronized
                why:    the monitor would be released or held by the wrong thread while this coroutine is suspended
                fix:    drop synchronized, and guard with an AsyncLock: try (var held = await(lock.acquire())) { ... }
                see:    docs/diagnostics/async-synchronized-method.md""");
  }

  @Test
  void nativeMethod() {
    assertThat(MarkedSource.members("@Async native Coroutine<Void> read();").onlyMessage())
        .isEqualTo(
            """
            [async-native-method] @Async method read() is native
                why:    there is no body to rewrite
                fix:    drop @Async, and call it off the loop: await(toThread(() -> read(...)))
                see:    docs/diagnostics/async-native-method.md""");
  }

  @Test
  void emitOutsideGenerator() {
    assertThat(MarkedSource.members("void count() { emit(1); }").onlyMessage())
        .isEqualTo(
            """
            [async-emit-outside-generator] emit() in count(), which returns void, not AsyncGenerator
                why:    emit() hands a value to whoever iterates over an AsyncGenerator; here nobody does
                fix:    @Async AsyncGenerator<...> count(...), which ends with return end();
                see:    docs/diagnostics/async-emit-outside-generator.md""");
  }

  @Test
  void scopeNotInTry() {
    assertThat(MarkedSource.members("void all() { var mine = taskGroup(); }").onlyMessage())
        .isEqualTo(
            """
            [async-scope-not-in-try] taskGroup() outside the head of a try
                why:    only the end of a try block is certain to close the scope, and to throw what the scope found instead of the CancelledError it used
                fix:    try (var mine = taskGroup()) { ... }
                see:    docs/diagnostics/async-scope-not-in-try.md""");
  }

  @Test
  void eachOutsideFor() {
    assertThat(MarkedSource.members("void all() { each(ticks()); }").onlyMessage())
        .isEqualTo(
            """
            [async-each-outside-for] each() outside the head of a for loop
                why:    each() waits in the loop's own hasNext() and closes its source when the loop is left; only a for loop can be rewritten so
                fix:    for (var item : each(ticks())) { ... }
                see:    docs/diagnostics/async-each-outside-for.md""");
  }

  @Test
  void discardedReturn() {
    assertThat(
            MarkedSource.members(
                    """
                    @Async Coroutine<Integer> total() {
                      try {
                        return quote();
                      } finally {
                        return done(0);
                      }
                    }
                    """)
                .onlyMessage())
        .isEqualTo(
            """
            [async-discarded-return] `quote()` is returned, but a finally block always discards it
                where:  the finally block begins at line 14
                why:    a finally block that leaves by itself on every path drops what was to be returned, and a coroutine that nobody awaits never runs
                fix:    return done(await(quote()));
                see:    docs/diagnostics/async-discarded-return.md""");
  }

  @Test
  void missingReturn() {
    assertThat(
            MarkedSource.members("void all() { createTask(() -> { await(quote()); }); }")
                .onlyMessage())
        .isEqualTo(
            """
            [async-missing-return] this async lambda can reach its end without `return done();`
                why:    an async body says what it results in, done() standing for nothing
                fix:    end it with return done();
                see:    docs/diagnostics/async-missing-return.md""");
  }

  @Test
  void missingDone() {
    assertThat(
            MarkedSource.members("@Async Coroutine<Integer> all() { return await(quote()); }")
                .onlyMessage())
        .isEqualTo(
            """
            [async-missing-done] `await(quote())` is a value, and an async body returns a Coroutine
                why:    the caller awaits a Coroutine; done(...) makes one of a value, at no cost
                fix:    return done(await(quote()));
                see:    docs/diagnostics/async-missing-done.md""");
  }

  @Test
  void methodTooLarge() {
    assertThat(RewriterError.methodTooLarge("parse").text())
        .isEqualTo(
            """
            [async-method-too-large] @Async method parse() is too large to be rewritten
              why:    the JVM limits a method to 65,535 bytes, and the code that suspends and resumes it counts
              fix:    move a part of it into an @Async method of its own and await that
              see:    docs/diagnostics/async-method-too-large.md""");
  }

  @Test
  void internal() {
    RuntimeException failure = new IllegalStateException("no frame");
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Spiller", "spill", "Spiller.java", 7)});
    assertThat(RewriterError.internal("Pages.fetch", failure).text())
        .isEqualTo(
            """
            [async-internal] Simmer failed on Pages.fetch: java.lang.IllegalStateException: no frame
              where:  Spiller.spill(Spiller.java:7)
              why:    this is a bug in Simmer, not in your code
              fix:    report it with the source of Pages.fetch, and compile that method differently
              see:    docs/diagnostics/async-internal.md""");
  }
}
