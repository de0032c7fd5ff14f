package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Where scopes are opened, where {@code each} is called, and references to either. Pins: T83. */
class ShapeRuleTest {
  @Test
  void scopeIsOpenedInTheHeadOfATry() {
    MarkedSource.members(
            """
            @Async Coroutine<Void> all() throws Exception {
              try (var group = taskGroup();
                  Timeout deadline = Simmer.timeout(seconds(1));
                  AutoCloseable other = (AutoCloseable) (timeoutAt(5))) {
                helper(group);
              }
              return done();
            }
            static void helper(TaskGroup group) { group.createTask(quote()); }
            """)
        .matches();
  }

  @Test
  void scopeOpenedAnywhereElseIsAMistake() {
    MarkedSource.members(
            """
            final TaskGroup field = taskGroup();
            //                               ^ [async-scope-not-in-try] taskGroup() outside the head of a try
            TaskGroup make() { return taskGroup(); }
            //                                 ^ [async-scope-not-in-try] taskGroup() outside the head of a try
            Supplier<Timeout> lambda = () -> timeoutAt(1);
            //                                        ^ [async-scope-not-in-try] timeoutAt() outside the head of a try
            @Async Coroutine<Void> all(boolean slow) throws Exception {
              var group = taskGroup();
              //                   ^ [async-scope-not-in-try] taskGroup() outside the head of a try
              timeout(seconds(1));
              //     ^ [async-scope-not-in-try] timeout() outside the head of a try
              try (group) {}
              try (var choice = slow ? timeout(seconds(9)) : null) {}
              //                              ^ [async-scope-not-in-try] timeout() outside the head of a try
              try (var wrapped = Objects.requireNonNull(taskGroup())) {}
              //                                                 ^ [async-scope-not-in-try] taskGroup() outside the head of a try
              try { Object inBody = taskGroup(); } finally {}
              //                             ^ [async-scope-not-in-try] taskGroup() outside the head of a try
              return done();
            }
            """)
        .matches();
  }

  @Test
  void eachHeadsAForLoop() {
    MarkedSource.members(
            """
            @Async Coroutine<Void> all() {
              for (int tick : each(ticks())) {}
              for (var tick : (Simmer.each(ticks()))) {}
              return done();
            }
            """)
        .matches();
  }

  @Test
  void eachAnywhereElseIsAMistake() {
    MarkedSource.members(
            """
            Iterable<Integer> field = each(ticks());
            //                            ^ [async-each-outside-for] each() outside the head of a for loop
            @Async Coroutine<Void> all() {
              each(ticks()).forEach(tick -> {});
              //  ^ [async-each-outside-for] each() outside the head of a for loop
              var iterator = each(ticks()).iterator();
              //                 ^ [async-each-outside-for] each() outside the head of a for loop
              for (int tick : List.of(each(ticks())).get(0)) {}
              //                          ^ [async-each-outside-for] each() outside the head of a for loop
              for (var i = each(ticks()).iterator(); i.hasNext();) { i.next(); }
              //               ^ [async-each-outside-for] each() outside the head of a for loop
              return done();
            }
            """)
        .matches();
  }

  @Test
  void methodReferenceCannotSuspend() { // T83
    MarkedSource.members(
            """
            Function<Coroutine<Integer>, Integer> await = Simmer::await;
            //                                            ^ [async-await-method-reference] `Simmer::await` suspends, and a method reference cannot
            Function<AsyncIterable<Integer>, Iterable<Integer>> each = Simmer::each;
            //                                                         ^ [async-await-method-reference] `Simmer::each` suspends, and a method reference cannot
            Consumer<Integer> emit = Simmer::emit;
            //                       ^ [async-await-method-reference] `Simmer::emit` suspends, and a method reference cannot
            Supplier<TaskGroup> scope = Simmer::taskGroup;
            //                          ^ [async-scope-not-in-try] taskGroup() outside the head of a try
            @Async Coroutine<Void> all(AsyncCloseable feed) {
              Runnable close = feed::close;
              //               ^ [async-await-method-reference] `feed::close` suspends, and a method reference cannot
              return done();
            }
            """)
        .matches();
  }

  @Test
  void methodReferenceToAnAsyncMethodIsAnOrdinaryOne() { // T83
    MarkedSource.members(
            """
            @Async static Coroutine<Integer> twice(int n) { return done(2 * n); }
            AsyncFunction<Integer, Integer, RuntimeException> async = Example::twice;
            Supplier<Coroutine<Integer>> coroutine = Example::quote;
            Function<Integer, Coroutine<Integer>> done = Simmer::done;
            """)
        .matches();
  }
}
