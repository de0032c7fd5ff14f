package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be said with less, types that get lost, and things of the loop on other threads. */
class StyleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(sleep(Duration.ZERO)); // [async-zero-sleep] yieldNow()",
        "await(sleep(millis(0))); // [async-zero-sleep] sleep(millis(0)) sleeps for no time",
        "await(Simmer.sleep((seconds(0L)))); // [async-zero-sleep]",
        "createTask(sleep(Duration.ofNanos(0))).cancel(); // [async-zero-sleep]",
      })
  void sleepForNoTimeWarns(String statement) {
    Linted.async(statement).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(sleep(millis(1)));",
        "int n = 0; await(sleep(millis(n)));",
        "await(yieldNow());",
        "Duration zero = Duration.ZERO; await(sleep(zero));",
        "waitFor(sleep(seconds(1)), Duration.ZERO).close();",
      })
  void otherSleepsAreFine(String statement) {
    Linted.async(statement).reportsWhatIsMarked();
  }

  private static final String PAGE =
      "@Async Coroutine<String> page(int n) { await(yieldNow()); return done(\"\"); }\n";

  @Test
  void methodThatOnlyAwaitsIsReportedOnRequest() {
    String members =
        PAGE
            + """
            @Async Coroutine<String> first() {
              return done(await(page(1))); // [async-unnecessary-await] return page(1);
            }
            @Async Coroutine<String> text() { return done(await(page(1)) + "!"); }
            @Async Coroutine<String> two() { await(page(1)); return done(await(page(2))); }
            @Async Coroutine<String> task(Task<String> task) { return done(await(task)); }
            @Async Coroutine<String> tried() { try { return done(await(page(1))); } finally { page(2).close(); } }
            """;
    Linted.members(members)
        .option("-Asimmer.lint=async-unnecessary-await:warn")
        .reportsWhatIsMarked();
    Linted.members(members.replaceAll("//.*", "")).reportsWhatIsMarked();
  }

  @Test
  void privateMethodThatNeverWaitsWarnsAndOthersOnRequest() {
    Linted.members(
            """
            @Async private Coroutine<Integer> hidden() { // [async-no-await] Pages.hidden is @Async and never waits
              return done(1);
            }
            @Async Coroutine<Integer> visible() { return done(1); }
            """)
        .reportsWhatIsMarked();
    Linted.members(
            """
            interface Shop { Coroutine<Integer> price(); }
            static class Free implements Shop {
              @Async public Coroutine<Integer> price() { return done(0); }
            }
            @Async Coroutine<Integer> visible() { // [async-no-await] drop @Async
              AsyncCallable<Integer> later = () -> done(await(visible()));
              return done(later.hashCode());
            }
            @Async Coroutine<Integer> passesOn() { return visible(); }
            @Async Coroutine<Integer> fails() { throw new IllegalStateException(); }
            @Async Coroutine<Integer> waits() { try (var group = taskGroup()) { group.hashCode(); } return done(1); }
            @Async AsyncGenerator<Integer> none() { return end(); }
            @Async @interface Job {}
            @Job private Coroutine<Integer> job() { return done(1); }
            """)
        .option("-Asimmer.lint=async-no-await:warn")
        .reportsWhatIsMarked();
    Linted.members("@Async private Coroutine<Integer> hidden() { return done(1); }")
        .option("-Asimmer.lint=async-no-await:off")
        .reportsWhatIsMarked();
  }

  @Test
  void timeoutAsAParameterIsReportedOnRequest() {
    Linted.members(
            PAGE
                + """
                interface Client { @Async Coroutine<String> get(Duration timeout); } // [async-timeout-param] Client.get takes the timeout 'timeout'
                static class Impl implements Client {
                  @Async public Coroutine<String> get(Duration timeout) { return done(await(yieldNow()) + ""); }
                }
                @Async Coroutine<String> get(int n,
                    long timeoutMillis) { // [async-timeout-param] await(waitFor(get(…), timeoutMillis))
                  return done(await(page(n)) + timeoutMillis);
                }
                String plain(Duration timeout) { return "" + timeout; }
                """)
        .option("-Asimmer.lint=async-timeout-param:warn")
        .reportsWhatIsMarked();
  }

  @Test
  void coroutineReturnedAsAnObjectWarns() {
    Linted.members(
            PAGE
                + """
                Object lost() {
                  return page(1); // [async-lost-type] Pages.lost returns the coroutine page(1) as an Object
                }
                Object alsoLost(Coroutine<String> given) {
                  return (given); // [async-lost-type] returns Coroutine<…>
                }
                Coroutine<?> kept() { return page(1); }
                <T> T same(T t) { return t; }
                Object text() { return "" + 1; }
                class Call implements Callable<Object> { public Object call() { return page(1); } }
                """)
        .reportsWhatIsMarked();
  }

  private static final String BOUND =
      """
      private final Promise<String> promise = null;
      private final AsyncQueue<String> queue = null;
      private final AsyncEvent event = null;
      """;

  @Test
  void thingsOfTheLoopOnAnotherThreadAreAnError() {
    Linted.members(
            BOUND
                + PAGE
                + """
                @Async Coroutine<Void> load(ExecutorService pool) throws Exception {
                  await(toThread(() -> { promise.complete(""); return 1; })); // [async-await-off-loop] promise.complete("") in a lambda in Pages.load
                  pool.execute(() -> event.set()); // [async-await-off-loop] loop.post(() -> event.set())
                  pool.execute(event::set); // [async-await-off-loop] loop.post(event::set)
                  pool.submit(() -> queue.offer("")).cancel(true); // [async-await-off-loop]
                  pool.submit(() -> createTask(page(1))).cancel(true); // [async-await-off-loop] createTask(page(1))
                  return done();
                }
                """)
        .option("-Asimmer.lint=async-blocking-call:off,async-dropped-task:off")
        .reportsWhatIsMarked();
  }

  @Test
  void whatIsMadeForOtherThreadsAndWhatStaysOnTheLoopIsFine() {
    Linted.members(
            BOUND
                + PAGE
                + """
                @Async Coroutine<Void> load(ExecutorService pool) throws Exception {
                  var loop = runningLoop();
                  pool.execute(() -> loop.post(() -> promise.complete("")));
                  pool.execute(() -> loop.submit(page(1)));
                  promise.complete("");
                  loop.callSoon(() -> event.set());
                  Runnable later = () -> event.set();
                  later.run();
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }
}
