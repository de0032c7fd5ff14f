package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The {@code close()} that a {@code try} with resources calls at its end. */
class ImplicitCloseTest {

  private static final String POOL =
      """
      static class Pool implements AutoCloseable {
        Pool() {}
        @Override public void close() { drain(); }
        private void drain() { try { Thread.sleep(1); } catch (InterruptedException e) { } }
      }
      """;

  @Test
  void closeOfOnesOwnTypeIsFollowedAndPrintedLikeAnyCall() {
    var linted =
        Linted.members(
            POOL
                + """
                static void use() {
                  try (Pool pool = new Pool()) {
                    pool.hashCode();
                  }
                }
                @Async Coroutine<Void> load() {
                  use(); // [async-blocking-transitive] Pages.use reaches Thread.sleep, which blocks
                  return done();
                }
                """);
    linted.reportsWhatIsMarked();
    assertThat(linted.messages().get(0).lines())
        .contains(
            "    path:   Pages.load -> Pages.use -> Pool.close -> Pool.drain -> Thread.sleep",
            "            Pages.use calls Pool.close at Pages.java:21");
  }

  @Test
  void callOfACloseInAsyncCodeIsReportedAtItsResource() {
    var linted =
        Linted.members(
            POOL
                + """
                @Async Coroutine<Void> load(Pool open) {
                  try (Pool pool = new Pool()) { // [async-blocking-transitive] Pool.close reaches Thread.sleep, which blocks
                    pool.hashCode();
                  }
                  try (open) { // [async-blocking-transitive] can block
                    return done();
                  }
                }
                """);
    linted.reportsWhatIsMarked();
    assertThat(linted.messages().get(0))
        .contains(
            "finally { await(toThread(pool::close)); } instead of the resource, or make Pool.close");
  }

  @Test
  void certainCloseOfTheCatalogueIsReportedWhereverTheTryStands() {
    Linted.members(
            """
            static void shut() {
              try (var client = pools()) { client.hashCode(); }
            }
            interface Pools extends AutoCloseable { @Blocking @Override void close(); }
            @interface Blocking {}
            static Pools pools() { return null; }
            @Async Coroutine<Void> load() {
              try (var pools = pools()) { // [async-blocking-call] Pools.close blocks the event loop
                pools.hashCode();
              }
              shut(); // [async-blocking-transitive] Pages.shut -> Pools.close
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void closeThatOnlyMayStallIsLeftAlone() {
    Linted.members(
            """
            static class Temporary implements AutoCloseable {
              @Override public void close() { new File("a").delete(); }
            }
            static class Quiet implements AutoCloseable {
              @Override public void close() {}
            }
            static void use() throws Exception {
              try (var a = new Temporary(); var b = new Quiet(); var c = new StringReader("")) {
                a.hashCode();
              }
            }
            @Async Coroutine<Void> load(AutoCloseable any, Connection connection) throws Exception {
              use();
              try (any; connection; var quiet = new Quiet(); var other = new Temporary()) {
                quiet.hashCode();
              }
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void closeElsewhereOrByANonBlockingPromiseIsLeftAlone() {
    Linted.members(
            POOL
                + """
                @interface NonBlocking {}
                static class Trusted extends Pool {
                  @NonBlocking @Override public void close() {}
                }
                @Async Coroutine<Void> load(Trusted trusted) throws Exception {
                  await(toThread(() -> { try (Pool pool = new Pool()) { pool.hashCode(); } }));
                  try (trusted) {
                    return done();
                  }
                }
                void plain() { try (Pool pool = new Pool()) { pool.hashCode(); } }
                """)
        .reportsWhatIsMarked();
  }
}
