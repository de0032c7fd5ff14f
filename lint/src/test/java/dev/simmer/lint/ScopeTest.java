package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What outlives the block it belongs to, and what is lost on the way out of one. */
class ScopeTest {

  private static final String STORE =
      """
      static class Store implements AutoCloseable {
        @Async Coroutine<String> find(long id) { await(yieldNow()); return done("" + id); }
        long id() { return 1; }
        Store self() { return this; }
        @Override public void close() {}
      }
      private Coroutine<String> kept; private int next; private final List<Task<String>> tasks = new ArrayList<>();
      static Store open() { return new Store(); }
      @Async static Coroutine<String> use(Object it) { await(yieldNow()); return done("" + it); }
      @Async static Coroutine<String> later(Supplier<Store> it) { await(yieldNow()); return done("" + it.get()); }
      static Coroutine<String> plain(long id) { return use(id); }
      """;

  private static Linted ordinary(String statements) {
    return Linted.members(
        STORE
            + "Coroutine<String> load(Store given, int n) throws Exception {\n"
            + statements
            + "\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var s = open()) {\nreturn s.find(1); // [async-coroutine-escapes-resource] @Async on load\n}",
        "try (var s = open()) { n++;\nreturn use(s); // [async-coroutine-escapes-resource] use(s) outlives the resource\n}",
        "try (given) { if (n > 1) {\nreturn n > 2 ? kept : (given.find(n)); // [async-coroutine-escapes-resource]\n} }\nreturn kept;",
        "try (var s = open()) { var c = s.find(1);\nreturn c; // [async-coroutine-escapes-resource] c outlives\n}",
        "try (var s = open()) {\nreturn later(() -> s); // [async-coroutine-escapes-resource]\n}",
        "try (var s = open()) {\nreturn later(s::self); // [async-coroutine-escapes-resource]\n}",
        "try {\nreturn given.find(1); // [async-coroutine-escapes-resource]\n} finally { given.close(); }",
        "synchronized (this) {\nreturn use(given); // [async-coroutine-escapes-resource] when the lock around it\n}",
        "try {\nreturn use(given); // [async-coroutine-escapes-resource] where the catch around it\n} catch (RuntimeException e) { return kept; }",
      })
  void coroutineThatLeavesItsBlockUnawaitedIsReported(String statements) {
    ordinary(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var s = open()) { return use(s.id()); }",
        "try (var s = open()) { var id = s.id(); return use(id); }",
        "try (var s = open()) { n++; } return use(given);",
        "try (var s = open()) { return kept; }",
        "try { n++; } finally { given.close(); } return given.find(1);",
        "try { return use(n); } finally { given.close(); }",
        "synchronized (this) { next++; return use(given); }",
        "synchronized (this) { return use(next); }",
        "synchronized (this) { return use(this.next); }",
        "synchronized (this) { return use(given.id()); }",
        "synchronized (this) { return kept; }",
        "synchronized (this) { return plain(n); }",
        "try { return use(Long.parseLong(\"\" + n)); } catch (NumberFormatException e) { return kept; }",
        "try { n++; return use(n); } catch (RuntimeException e) { return kept; }",
        "try { return plain(n); } catch (RuntimeException e) { return kept; }",
        "try { return use(n); } catch (RuntimeException e) { throw new IOException(e); }",
      })
  void coroutineThatNeedsNothingOfTheBlockIsFine(String statements) {
    ordinary(statements).reportsWhatIsMarked();
  }

  @Test
  void asyncCodeAwaitsWhatItReturnsInsideTheBlock() {
    Linted.members(
            STORE
                + """
                @Async Coroutine<String> load() { try (var s = open()) { return s.find(1); } }
                Coroutine<String> nested() { return async(() -> { try (var s = open()) { return s.find(1); } }); }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void aLostCatchWarnsAndALostResourceIsAnError() {
    var compilation =
        Linted.members(
                STORE
                    + """
                    Coroutine<String> a() { try (var s = open()) { return s.find(1); } }
                    Coroutine<String> b() { try { return use(1); } catch (RuntimeException e) { return kept; } }
                    """)
            .compile();
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.warnings()).hasSize(1);
  }

  private static Linted async(String statements) {
    return Linted.members(
        STORE
            + "@Async Coroutine<Integer> load(Store given, int n) throws Exception {\n"
            + statements
            + "\nreturn done(n);\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var group = taskGroup()) { try (var s = open()) {\ngroup.createTask(s.find(1)); // [async-scope-escape] before the group 'group' waits\n} }",
        "try (var group = taskGroup(); var s = open()) {\ngroup.createTask(use(s)); // [async-scope-escape]\n}",
        "try (var group = taskGroup()) { await(yieldNow()); try (var s = open()) { if (n > 1) {\ngroup.createTask(\"name\", use(s)); // [async-scope-escape] use(s)\n} } }",
        "try (var group = taskGroup()) { try (var s = open()) {\ngroup.createTask(() -> s.find(1)); // [async-scope-escape] open the resource outside the group\n} }",
        "try (TaskGroup outer = taskGroup()) { try (var inner = taskGroup()) {\nouter.createTask(use(inner)); // [async-scope-escape]\ninner.createTask(use(1)); } }",
      })
  void taskThatOutlivesWhatItUsesWarns(String statements) {
    async(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var s = open(); var group = taskGroup()) { group.createTask(s.find(1)); }",
        "try (var s = open()) { try (var group = taskGroup()) { group.createTask(use(s)); } }",
        "try (var group = taskGroup()) { try (var s = open()) { await(group.createTask(s.find(1))); } }",
        "try (var group = taskGroup()) { try (var s = open()) { var t = group.createTask(s.find(1)); await(t); } }",
        "try (var group = taskGroup()) { try (var s = open()) { tasks.add(group.createTask(use(s))); await(gather(tasks)); } }",
        "try (var group = taskGroup()) { try (var s = open()) { group.createTask(use(s)); await(use(1)); } }",
        "try (var group = taskGroup()) { try (var s = open()) { group.createTask(use(s.id())); } }",
        "try (var group = taskGroup()) { try (var s = open()) { Runnable r = () -> { group.createTask(use(s)); }; r.run(); } }",
        "try (var group = taskGroup()) { try (var s = open()) { new Object() { void go() { group.createTask(use(s)); } }.go(); } }",
        "try (var group = taskGroup()) { group.createTask(() -> { try (var s = open()) { return s.find(1); } }); }",
        "try (var group = taskGroup()) { try (var s = open()) { n++; } finally { group.createTask(use(given)); } }",
      })
  void taskThatEndsBeforeWhatItUsesIsFine(String statements) {
    async(statements).reportsWhatIsMarked();
  }

  @Test
  void groupThatIsGivenMayBeOfAnyScope() {
    async("TaskGroup group = null; try (var s = open()) { group.createTask(use(s)); }")
        .reportsWhatIsMarked();
  }

  private static Linted onRequest(String rule, String statements) {
    return async(statements).option("-Asimmer.lint=" + rule + ":warn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var group = taskGroup()) {\nif (n > 1) { return done(1); } // [async-scope-jump] return leaves a task group, in Pages.load\ngroup.createTask(use(1)); }",
        "for (int i = 0; i < n; i++) { try (var group = taskGroup()) {\nif (i > 1) break; // [async-scope-jump] break leaves\nelse continue; // [async-scope-jump] after the try statement\n} }",
      })
  void jumpOutOfAGroupIsReportedOnRequest(String statements) {
    onRequest("async-scope-jump", statements).reportsWhatIsMarked();
    async(statements.replaceAll("//.*", "")).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try (var group = taskGroup()) { for (int i = 0; i < n; i++) { if (i > 1) break; } }",
        "try (var group = taskGroup()) { if (n > 1) { throw new IOException(); } }",
        "try (var group = taskGroup()) { group.createTask(() -> { return use(1); }); }",
        "try (var limit = timeout(seconds(1))) { await(use(1)); if (n > 1) return done(1); }",
        "try (var group = taskGroup()) { n++; } finally { n++; } if (n > 2) return done(2);",
      })
  void codeThatReachesTheEndOfAGroupOrFailsIsFine(String statements) {
    onRequest("async-scope-jump", statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { n++; } catch (RuntimeException e) {\nawait(use(n)); // [async-await-in-catch] a cancel during await(use(n)) loses the exception 'e'\nthrow e; }",
        "try { n++; } catch (RuntimeException | Error e) { if (n > 1) {\nawait(use(n)); // [async-await-in-catch] cancelled.addSuppressed(e)\nthrow new IOException(e); } }",
        "try { n++; } catch (RuntimeException e) { try {\nawait(use(n)); // [async-await-in-catch]\n} finally { n++; } throw e; }",
      })
  void awaitBetweenACatchAndItsThrowIsReportedOnRequest(String statements) {
    onRequest("async-await-in-catch", statements).reportsWhatIsMarked();
    async(statements.replaceAll("//.*", "")).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { n++; } catch (RuntimeException e) { await(use(e)); }",
        "try { n++; } catch (RuntimeException e) { if (n > 1) throw e; await(use(e)); }",
        "try { n++; } catch (RuntimeException e) { await(use(e)); throw new IOException(); }",
        "try { n++; } catch (RuntimeException e) { try { await(use(n)); } catch (CancelledError c) { c.addSuppressed(e); throw c; } throw e; }",
        "try { n++; } catch (RuntimeException e) { AsyncCallable<String> c = () -> done(await(use(1))); c.hashCode(); throw e; }",
      })
  void catchThatLosesNothingIsFine(String statements) {
    onRequest("async-await-in-catch", statements).reportsWhatIsMarked();
  }
}
