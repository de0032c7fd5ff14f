package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** What an {@code @Async} method may be declared as. */
class SignatureRuleTest {
  @Test
  void asyncMethodReturnsCoroutineOrGenerator() {
    MarkedSource.members(
            """
            @Async void nothing() {}
            //     ^ [async-return-type] @Async method nothing() returns void, not Coroutine<Void>
            @Async static int number() { return 1; }
            //            ^ [async-return-type] @Async method number() returns int, not Coroutine<Integer>
            @Async List<String> list() { return null; }
            //         ^ [async-return-type] @Async method list() returns List<String>, not Coroutine<List<String>>
            @Async CompletionStage<String> stage() { return null; }
            //                    ^ [async-return-type] @Async method stage() returns CompletionStage<String>, not Coroutine<String>
            @Async Awaitable<String> awaitable() { return null; }
            //              ^ [async-return-type] @Async method awaitable() returns Awaitable<String>, not Coroutine<String>
            @Async <C extends Coroutine<String>> C own() { return null; }
            //                                   ^ [async-return-type] @Async method own() returns C, not Coroutine<C>
            """)
        .matches();
  }

  @Test
  void annotationThatCarriesAsyncIsNamedAsItIsWritten() {
    MarkedSource.members(
            """
            @Async @interface Job {}
            @Job void nothing() {}
            //   ^ [async-return-type] @Job method nothing() returns void, not Coroutine<Void>
            """)
        .matches();
  }

  @Test
  void rawAndQualifiedReturnTypesAreTheSameTypes() {
    MarkedSource.members(
            """
            @Async Coroutine raw() { return done(); }
            @Async dev.simmer.Coroutine<java.lang.Void> qualified() { return done(); }
            @Async AsyncGenerator<?> generator() { return end(); }
            """)
        .matches();
  }

  @Test
  void declarationWithoutBodyIsHeldToItsReturnType() {
    MarkedSource.compile(
            """
            interface Example {
              @Async Coroutine<Integer> next();
              @Async int size();
              //     ^ [async-return-type] @Async method size() returns int, not Coroutine<Integer>
            }
            """)
        .matches();
  }

  @Test
  void asyncMethodIsNotSynchronized() { // T41
    MarkedSource.members(
            """
            @Async synchronized Coroutine<Void> deposit() { await(quote()); return done(); }
            //                                  ^ [async-synchronized-method] @Async method deposit() is synchronized
            synchronized void plain() {}
            """)
        .matches();
  }

  @Test
  void asyncMethodIsNotNative() { // T94
    MarkedSource.members(
            """
            @Async native Coroutine<Void> read();
            //                            ^ [async-native-method] @Async method read() is native
            native int plain();
            """)
        .matches();
  }

  @Test
  void mistakeInTheDeclarationIsTheOnlyOneOfTheMethod() {
    MarkedSource.members(
            """
            @Async synchronized void wrong() {
              //                ^ [async-return-type] @Async method wrong() returns void, not Coroutine<Void>
              synchronized (this) { await(quote()); }
              emit(1);
            }
            """)
        .matches();
  }
}
