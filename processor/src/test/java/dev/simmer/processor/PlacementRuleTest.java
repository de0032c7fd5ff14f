package dev.simmer.processor;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Where code may be suspended. */
class PlacementRuleTest {

  @Nested
  class AwaitOutside {
    @Test
    void plainMethodCannotAwait() {
      MarkedSource.members(
              """
              int total() {
                return await(quote());
                //          ^ [async-await-outside] await() in total(), which is not @Async
              }
              """)
          .matches();
    }

    @Test
    void annotationThatNoClassFileHasMarksNothing() {
      MarkedSource.members(
              """
              @Async @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.SOURCE) @interface Gone {}
              @Gone Coroutine<Integer> total() {
                return done(await(quote()));
                //               ^ [async-await-outside] await() in total(), which is not @Async
              }
              """)
          .matches();
    }

    @Test
    void severalAwaitsOfOnePlainMethodAreOneMistake() {
      MarkedSource.members(
              """
              int total() {
                int first = await(quote());
                //               ^ [async-await-outside] await() in total(), which is not @Async
                return first + await(quote()) + await(quote());
              }
              """)
          .matches();
    }

    @Test
    void everyMethodIsAMistakeOfItsOwn() {
      MarkedSource.members(
              """
              void one() { await(quote()); }
              //                ^ [async-await-outside] await() in one(), which is not @Async
              static void two() { Simmer.await(quote()); }
              //                              ^ [async-await-outside] await() in two(), which is not @Async
              @Async Coroutine<Void> three() { await(quote()); return done(); }
              """)
          .matches();
    }

    @Test
    void methodReturningCoroutineIsNotAsyncByThat() {
      MarkedSource.members(
              """
              Coroutine<Integer> total() {
                return done(await(quote()));
                //               ^ [async-await-outside] await() in total(), which is not @Async
              }
              """)
          .matches();
    }

    @Test
    void loopOverEachInPlainMethodCannotWait() {
      MarkedSource.members(
              """
              void show() {
                for (int tick : each(ticks())) {
                  //                ^ [async-await-outside] each() in show(), which is not @Async
                  System.out.println(tick);
                }
              }
              """)
          .matches();
    }

    @Test
    void closeOfScopeInPlainMethodCannotWait() {
      MarkedSource.members(
              """
              void show() {
                try (var group = taskGroup()) {
                  //                      ^ [async-await-outside] taskGroup() in show(), which is not @Async
                  group.createTask(quote());
                }
              }
              """)
          .matches();
    }

    @Test
    void closeOfScopeDeclaredAsAutoCloseableCannotWait() {
      MarkedSource.members(
              """
              void show() throws Exception {
                try (AutoCloseable deadline = (AutoCloseable) (timeout(seconds(1)))) {
                  //                                                  ^ [async-await-outside] timeout() in show(), which is not @Async
                }
              }
              """)
          .matches();
    }

    @Test
    void closeOfAsyncCloseableInPlainMethodCannotWait() {
      MarkedSource.members(
              """
              void declared() throws Exception {
                try (var feed = ticks()) {
                  //                 ^ [async-await-outside] the awaited close of `feed` in declared(), which is not @Async
                }
              }
              void existing(AsyncCloseable feed) {
                try (feed) {
                  // ^ [async-await-outside] the awaited close of `feed` in existing(), which is not @Async
                }
              }
              <R extends Runnable & AsyncCloseable> void generic(R feed) {
                try (feed) {
                  // ^ [async-await-outside] the awaited close of `feed` in generic(), which is not @Async
                }
              }
              void byHand(AsyncCloseable feed) {
                feed.close();
                //        ^ [async-await-outside] the awaited close() in byHand(), which is not @Async
              }
              """)
          .matches();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void unnamedResourceIsCalledByItsInitialiser() {
      MarkedSource.members(
              """
              void show() {
                try (var _ = ticks()) {
                  //              ^ [async-await-outside] the awaited close of `ticks()` in show(), which is not @Async
                }
              }
              """)
          .matches();
    }

    @Test
    void ownCloseOfAsyncCloseableWorksOutside() {
      MarkedSource.compile(
              """
              class Example implements AsyncCloseable {
                @Override public Coroutine<Void> closeAsync() { return done(); }
                @Override public void close() { System.out.println("closed at once"); }
                void use() {
                  try (var example = new Example()) { example.close(); }
                }
              }
              """)
          .matches();
    }

    @Test
    void permitsAndCoroutinesCloseWithoutWaiting() {
      MarkedSource.members(
              """
              void give(Permit permit) {
                try (permit) { quote().close(); }
                permit.close();
              }
              """)
          .matches();
    }

    @Test
    void staticInitialisersCannotAwait() { // T95
      MarkedSource.compile(
              """
              class Example {
                static Coroutine<Integer> quote() { return done(1); }
                static final int RATE = await(quote());
                //                           ^ [async-await-outside] await() in the initialiser of `RATE`, which is not @Async
                static {
                  await(quote());
                  //   ^ [async-await-outside] await() in a static initialiser of Example, which is not @Async
                }
              }
              interface Rates {
                int BASE = await(Example.quote());
                //              ^ [async-await-outside] await() in the initialiser of `BASE`, which is not @Async
              }
              enum Size {
                SMALL(await(Example.quote()));
                //         ^ [async-await-outside] await() in the initialiser of `SMALL`, which is not @Async
                Size(int n) {}
              }
              """)
          .matches();
    }

    @Test
    void methodOfNestedClassIsItsOwnContext() {
      MarkedSource.members(
              """
              @Async Coroutine<Void> outer() {
                class Local {
                  void plain() { await(quote()); }
                  //                  ^ [async-await-outside] await() in plain(), which is not @Async
                  @Async Coroutine<Void> async() { await(quote()); return done(); }
                }
                new Thread() {
                  @Override public void run() { await(quote()); }
                  //                                 ^ [async-await-outside] await() in run(), which is not @Async
                };
                await(quote());
                return done();
              }
              """)
          .matches();
    }

    @Test
    void implementationIsNotAsyncByTheAnnotationOfItsInterface() {
      MarkedSource.compile(
              """
              interface Source { @Async Coroutine<Integer> next(); }
              class Example implements Source {
                @Override public Coroutine<Integer> next() {
                  return done(await(Simmer.<Integer>done(1)));
                  //               ^ [async-await-outside] await() in next(), which is not @Async
                }
              }
              """)
          .matches();
    }

    @Test
    void annotationOfTheSameNameIsNotOurs() {
      MarkedSource.compile(
              """
              class Example {
                @interface Async {}
                @Async Coroutine<Integer> next() {
                  return done(await(Simmer.<Integer>done(1)));
                  //               ^ [async-await-outside] await() in next(), whose @Async is test.Example.Async, not Simmer's
                }
              }
              """)
          .matches();
    }

    @Test
    void methodOfTheSameNameIsNotOurs() {
      MarkedSource.compile(
              """
              class Example {
                static int await(int x) { return x; }
                static int each(int x) { return x; }
                static int taskGroup() { return 1; }
                static final int A = await(1) + each(2) + taskGroup();
                IntUnaryOperator operator = Example::await;
              }
              """)
          .matches();
    }
  }

  @Nested
  class AwaitInAnyExpression {
    @Test
    void asyncCodeAwaitsWhereverAnExpressionStands() {
      MarkedSource.members(
              """
              int field;
              @Async Coroutine<Integer> all(int[] a, Object lock) throws Exception {
                int sum = a[await(quote())] += await(quote()) * 2;
                for (int i = await(quote()); i < await(quote()); i += await(quote())) { sum += i; }
                while (await(quote()) > 3) { if (await(quote()) == 2) break; }
                do { field = await(quote()); } while (await(quote()) < 0);
                switch (await(quote())) { case 1: await(quote()); break; default: sum--; }
                String s = switch (await(quote())) { case 1 -> "a" + await(quote()); default -> { yield "b" + await(quote()); } };
                try { await(quote()); } catch (RuntimeException e) { await(quote()); } finally { await(quote()); }
                synchronized (a[await(quote())] > 0 ? lock : a) { sum++; }
                assert await(quote()) > 0 : await(quote());
                var array = new int[] {await(quote()), await(quote())};
                var text = new StringBuilder(await(quote())).append(await(quote()));
                try (var group = taskGroup(); var deadline = timeout(seconds(1))) {
                  group.createTask("named", quote());
                }
                for (int tick : each(ticks())) { sum += tick; }
                if (sum > 3) throw new IOException("" + await(quote()));
                return done(sum > 0 ? await(quote()) : -await(quote()));
              }
              """)
          .matches();
    }

    @Test
    void everyKindOfMethodCanBeAsync() { // T94
      MarkedSource.compile(
              """
              class Example {
                static Coroutine<Integer> quote() { return done(1); }
                @Async static Coroutine<Void> main() { await(quote()); return done(); }
                @Async private final <T> Coroutine<T> generic(T... all) { await(quote()); return done(all[0]); }
                @Async strictfp Coroutine<Void> strict() { await(quote()); return done(); }
              }
              interface Source {
                @Async Coroutine<Integer> next();
                @Async default Coroutine<Void> skip() { await(next()); return done(); }
                @Async static Coroutine<Void> of() { await(Example.quote()); return done(); }
                private @Async Coroutine<Void> own() { await(next()); return done(); }
              }
              abstract class Base { @Async abstract Coroutine<Void> go(); }
              record Point(int x) { @Async Coroutine<Integer> far() { return done(await(Example.quote()) + x); } }
              enum Size { SMALL { @Override @Async Coroutine<Void> go() { await(Example.quote()); return done(); } };
                @Async Coroutine<Void> go() { return done(); } }
              """)
          .matches();
    }
  }

  @Nested
  class AwaitInConstructor {
    @Test
    void constructorsCannotAwait() { // T95
      MarkedSource.compile(
              """
              class Example {
                static Coroutine<Integer> quote() { return done(1); }
                final int rate;
                Example() {
                  rate = await(quote());
                  //          ^ [async-await-in-constructor] await() in a constructor of Example
                }
              }
              record Price(int amount) {
                Price {
                  await(Example.quote());
                  //   ^ [async-await-in-constructor] await() in a constructor of Price
                }
              }
              """)
          .matches();
    }

    @Test
    void argumentsOfThisAndSuperCannotAwait() { // T47
      MarkedSource.compile(
              """
              class Example extends Thread {
                static Coroutine<String> title() { return done("x"); }
                Example(String name) {
                  super(await(title()));
                  //         ^ [async-await-in-constructor] await() in a constructor of Example
                }
                Example(int n) {
                  this(await(title()));
                  //        ^ [async-await-in-constructor] await() in a constructor of Example
                }
              }
              """)
          .matches();
    }

    @Test
    void instanceInitialisersAreAPartOfEveryConstructor() { // T95
      MarkedSource.members(
              """
              final int rate = await(quote());
              //                    ^ [async-await-in-constructor] await() in the initialiser of `rate`, a part of every constructor
              {
                await(quote());
                //   ^ [async-await-in-constructor] await() in an initialiser of Example, a part of every constructor
                try (var group = taskGroup()) {}
              }
              Object o = new Object() { int inner = await(quote()); };
              //                                         ^ [async-await-in-constructor] await() in the initialiser of `inner`, a part of every constructor
              """)
          .matches();
    }

    @Test
    void asyncLambdaInConstructorIsItsOwnContext() {
      MarkedSource.members(
              """
              final AsyncCallable<Integer> rate = () -> done(await(quote()));
              Example() { this(() -> { await(quote()); return done(2); }); }
              Example(AsyncCallable<Integer> later) {}
              @Async Coroutine<Thread> argument() { return done(new Thread("" + await(quote())) {}); }
              """)
          .matches();
    }
  }

  @Nested
  class AwaitInLambda {
    @Test
    void lambdaWhoseTargetReturnsSomethingElseCannotAwait() { // T82
      MarkedSource.members(
              """
              @Async Coroutine<Void> all(List<Coroutine<Integer>> list) {
                list.forEach(one -> await(one));
                //                       ^ [async-await-in-lambda] await() in a lambda for Consumer<Coroutine<Integer>>, whose accept() returns void
                Supplier<Integer> late = () -> await(quote());
                //                                  ^ [async-await-in-lambda] await() in a lambda for Supplier<Integer>, whose get() returns Integer
                await(toThread(() -> { await(quote()); }));
                //                          ^ [async-await-in-lambda] await() in a lambda for ThrowingRunnable<RuntimeException>, whose run() returns void
                return done();
              }
              """)
          .matches();
    }

    @Test
    void oneLambdaIsOneMistake() {
      MarkedSource.members(
              """
              Runnable twice = () -> {
                await(quote());
                //   ^ [async-await-in-lambda] await() in a lambda for Runnable, whose run() returns void
                for (int tick : each(ticks())) { await(quote()); }
                try (var group = taskGroup()) {}
              };
              """)
          .matches();
    }

    @Test
    void scopesAndLoopsOfPlainLambdaCannotWaitEither() {
      MarkedSource.members(
              """
              Runnable scope = () -> { try (var group = taskGroup()) {} };
              //                                                 ^ [async-await-in-lambda] taskGroup() in a lambda for Runnable, whose run() returns void
              Runnable loop = () -> { for (int tick : each(ticks())) {} };
              //                                          ^ [async-await-in-lambda] each() in a lambda for Runnable, whose run() returns void
              """)
          .matches();
    }

    @Test
    void targetReturningAwaitableOrGeneratorCannotAwait() {
      MarkedSource.members(
              """
              Supplier<Awaitable<Integer>> a = () -> done(await(quote()));
              //                                               ^ [async-await-in-lambda] await() in a lambda for Supplier<Awaitable<Integer>>, whose get() returns Awaitable<Integer>
              Supplier<AsyncGenerator<Integer>> g = () -> { await(quote()); return end(); };
              //                                                 ^ [async-await-in-lambda] await() in a lambda for Supplier<AsyncGenerator<Integer>>, whose get() returns AsyncGenerator<Integer>
              """)
          .matches();
    }

    @Test
    void targetReturningCoroutineCanAwait() { // T82
      MarkedSource.members(
              """
              interface Named { Coroutine<Integer> of(String name); boolean equals(Object other); }
              interface Inherited extends Named {}
              AsyncCallable<Integer> callable = () -> done(await(quote()));
              Named named = name -> { int n = await(quote()); return done(n); };
              Inherited inherited = name -> done(await(quote()));
              Supplier<Coroutine<Integer>> supplier = () -> done(await(quote()));
              Supplier<? extends Coroutine<Integer>> wildcard = () -> done(await(quote()));
              AsyncCallable<Integer> both = (AsyncCallable<Integer> & Serializable) () -> done(await(quote()));
              Function<String, Supplier<Coroutine<Integer>>> nested = s -> () -> done(await(quote()));
              void start(List<Integer> list) throws Exception {
                run(() -> { await(quote()); return done(); });
                createTask("t", () -> { try (var g = taskGroup()) { g.createTask(() -> done(await(quote()))); } return done(); });
                async(() -> { for (int tick : each(ticks())) {} return done(); });
                gather(list, n -> { await(quote()); return done(n); });
              }
              """)
          .matches();
    }

    @Test
    void lambdaInsideAsyncLambdaIsItsOwnContext() {
      MarkedSource.members(
              """
              AsyncCallable<Integer> outer = () -> {
                Runnable inner = () -> await(quote());
                //                          ^ [async-await-in-lambda] await() in a lambda for Runnable, whose run() returns void
                return done(await(quote()));
              };
              """)
          .matches();
    }
  }

  @Nested
  class AwaitInSynchronized {
    @Test
    void nothingCanBeAwaitedWhileHoldingAMonitor() { // T41
      MarkedSource.members(
              """
              @Async Coroutine<Void> pay(List<Integer> cart) {
                synchronized (cart) {
                  if (cart.isEmpty()) {
                    cart.add(await(quote()));
                    //            ^ [async-await-in-synchronized] await() inside a synchronized block on `cart`
                    cart.add(await(quote()));
                  }
                }
                synchronized (this) {
                  for (int tick : each(ticks())) {}
                  //                  ^ [async-await-in-synchronized] each() inside a synchronized block on `this`
                }
                return done();
              }
              """)
          .matches();
    }

    @Test
    void nothingCanBeAwaitedInAMonitorInsideALambdaOrGenerator() { // T41
      MarkedSource.members(
              """
              AsyncCallable<Integer> lambda = () -> {
                synchronized (this) { return done(await(quote())); }
                //                                     ^ [async-await-in-synchronized] await() inside a synchronized block on `this`
              };
              @Async AsyncGenerator<Integer> numbers() {
                synchronized (this) { emit(1); }
                //                        ^ [async-await-in-synchronized] emit() inside a synchronized block on `this`
                return end();
              }
              """)
          .matches();
    }

    @Test
    void resourcesOfAMonitorCannotBeAwaitedOnClose() {
      MarkedSource.compile(
              """
              class Example implements AsyncCloseable {
                @Override public Coroutine<Void> closeAsync() { return done(); }
                @Override public void close() {}
                @Async Coroutine<Void> use() {
                  synchronized (this) {
                    try (var example = new Example()) {}
                    //                 ^ [async-await-in-synchronized] the awaited close of `example` inside a synchronized block on `this`
                  }
                  return done();
                }
              }
              """)
          .matches();
    }

    @Test
    void lambdaWrittenInsideAMonitorRunsOutsideOfIt() {
      MarkedSource.members(
              """
              @Async Coroutine<Void> pay(Object cart) {
                synchronized (cart) {
                  createTask(() -> done(await(quote())));
                }
                await(quote());
                return done();
              }
              """)
          .matches();
    }

    @Test
    void awaitOutsideIsReportedBeforeTheMonitor() {
      MarkedSource.members(
              """
              void pay(Object cart) {
                synchronized (cart) { await(quote()); }
                //                         ^ [async-await-outside] await() in pay(), which is not @Async
              }
              """)
          .matches();
    }
  }

  @Nested
  class EmitOutsideGenerator {
    @Test
    void onlyAsyncGeneratorsEmit() {
      MarkedSource.members(
              """
              @Async Coroutine<Void> coroutine() {
                emit(1);
                //  ^ [async-emit-outside-generator] emit() in coroutine(), which returns Coroutine<Void>, not AsyncGenerator
                return done();
              }
              void plain() { emit(1); }
              //                 ^ [async-emit-outside-generator] emit() in plain(), which returns void, not AsyncGenerator
              AsyncGenerator<Integer> unmarked() { emit(1); return end(); }
              //                                       ^ [async-emit-outside-generator] emit() in unmarked(), which is not @Async
              AsyncCallable<Void> lambda = () -> { emit(1); return done(); };
              //                                       ^ [async-emit-outside-generator] emit() in a lambda, which cannot be a generator
              { emit(2); }
              //    ^ [async-emit-outside-generator] emit() in an initialiser of Example, which cannot be a generator
              Example() { emit(2); }
              //              ^ [async-emit-outside-generator] emit() in a constructor of Example, which cannot be a generator
              """)
          .matches();
    }

    @Test
    void generatorsEmitAndAwait() {
      MarkedSource.members(
              """
              @Async AsyncGenerator<Integer> numbers() {
                emit(await(quote()));
                for (int tick : each(ticks())) emit(tick);
                return end();
              }
              """)
          .matches();
    }
  }
}
