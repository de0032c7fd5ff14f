package dev.simmer.lint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to a thread and is held while a task waits, and fields that change meanwhile. */
class AcrossAwaitTest {

  private static final String OFF =
      "-Asimmer.lint=async-blocking-call:off,async-blocking-transitive:off";

  private static Linted held(String statements) {
    return Linted.members(
            """
            private final Lock lock = new ReentrantLock();
            private final ReadWriteLock both = new ReentrantReadWriteLock();
            private final StampedLock stamped = new StampedLock();
            private final Semaphore permits = new Semaphore(1);
            private static final ThreadLocal<String> USER = new ThreadLocal<>();
            private static final ThreadLocal<String> OTHER = new ThreadLocal<>();
            @interface NoAwaitWhileHeld {}
            @NoAwaitWhileHeld record Cursor() implements AutoCloseable { public void close() {} }
            record Plain() implements AutoCloseable { public void close() {} }
            private int total;
            @Async Coroutine<Integer> price() { await(yieldNow()); return done(1); }
            @Async Coroutine<Void> load(java.sql.Connection db, boolean fast) throws Exception {
            """
                + statements
                + "\nreturn done();\n}")
        .option(OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock.lock(); try { total = 0;\nawait(price()); // [async-lock-across-await] lock.lock() is in force\n } finally { lock.unlock(); }",
        "if (lock.tryLock()) { try {\nawait(price()); // [async-lock-across-await] AsyncLock\n } finally { lock.unlock(); } }",
        "both.writeLock().lock();\nawait(price()); // [async-lock-across-await]\nboth.writeLock().unlock();",
        "long s = stamped.writeLock();\nawait(price()); // [async-lock-across-await]\nstamped.unlockWrite(s);",
        "permits.acquire();\nawait(price()); // [async-lock-across-await] permits.acquire()\npermits.release();",
        "lock.lock();\nawait(price()); // [async-lock-across-await]",
        "try (var c = new Cursor()) {\nawait(price()); // [async-lock-across-await] a Cursor is held\n }",
      })
  void awaitWhileALockIsHeldWarns(String statements) {
    held(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock.lock(); try { total = 0; } finally { lock.unlock(); } await(price());",
        "await(price()); lock.lock(); try { total = 0; } finally { lock.unlock(); }",
        "both.readLock().lock(); both.readLock().unlock(); await(price());",
        "AsyncCallable<Integer> later = () -> done(await(price())); lock.lock(); later.hashCode(); lock.unlock();",
        "try (var c = new Plain()) { await(price()); }",
        "try (var c = new Cursor()) { total++; } await(price());",
        "permits.release(); await(price());",
      })
  void lockThatIsReleasedBeforeIsFine(String statements) {
    held(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.setAutoCommit(false);\nawait(price()); // [async-transaction-across-await] db.setAutoCommit(false) is in force\ndb.commit();",
        "db.setAutoCommit(false); try {\nawait(price()); // [async-transaction-across-await] toThread\ndb.commit(); } catch (Exception e) { db.rollback(); }",
        "USER.set(\"a\");\nawait(price()); // [async-threadlocal-across-await] ContextVar\nUSER.get();",
        "USER.set(\"a\"); try {\nawait(price()); // [async-threadlocal-across-await]\n } finally { USER.remove(); }",
      })
  void awaitInATransactionOrBetweenTheUsesOfAThreadLocalWarns(String statements) {
    held(statements).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.setAutoCommit(false); db.commit(); await(price());",
        "db.setAutoCommit(true); await(price()); db.commit();",
        "await(price()); db.setAutoCommit(false); db.commit();",
        "USER.set(\"a\"); USER.remove(); await(price());",
        "USER.set(\"a\"); await(price()); OTHER.get();",
        "USER.get(); await(price()); USER.get();",
      })
  void otherUsesAreFine(String statements) {
    held(statements).reportsWhatIsMarked();
  }

  @Test
  void transactionalMethodThatAwaitsWarns() {
    Linted.members(
            """
            @interface Transactional {}
            @Async @Transactional Coroutine<Void> pay() {
              await(yieldNow()); // [async-transaction-across-await] in @Transactional Pages.pay
              return done();
            }
            @Async Coroutine<Void> free() { await(yieldNow()); return done(); }
            @Transactional void plain() {}
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void awaitInALoopOverAFieldThatChangesElsewhereWarns() {
    Linted.members(
            """
            private final List<String> names = new ArrayList<>();
            private final Map<String, Integer> counts = new HashMap<>();
            private final List<String> safe = new CopyOnWriteArrayList<>();
            private final ConcurrentHashMap<String, Integer> shared = new ConcurrentHashMap<>();
            private final List<String> constant = List.of("a");
            void join(String name) { names.add(name); counts.put(name, 1); safe.add(name); shared.put(name, 1); }
            @Async Coroutine<Void> send(String text) {
              for (String name : names) {
                await(sleep(millis(1))); // [async-iterate-across-await] names.add(name) changes it at Pages.java:
              }
              for (var entry : this.counts.entrySet()) {
                if (entry.getValue() > 1) { await(yieldNow()); } // [async-iterate-across-await] 'counts'
              }
              for (String name : List.copyOf(names)) { await(yieldNow()); }
              for (String name : names) { name.strip(); }
              for (String name : safe) { await(yieldNow()); }
              for (String name : shared.keySet()) { await(yieldNow()); }
              for (String name : constant) { await(yieldNow()); }
              List<String> local = new ArrayList<>();
              for (String name : local) { await(yieldNow()); }
              local.add(text);
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }

  @Test
  void fieldThatAnotherThreadWritesAndTheLoopUsesWarns() {
    Linted.members(
            """
            private int count; private int hidden; private volatile int seen; private String dir = "";
            @Async Coroutine<Void> load(ExecutorService pool) throws Exception {
              await(toThread(() -> { count = 1; return 0; })); // [async-cross-thread-field] 'count' is written in a lambda in Pages.load
              await(toThread(() -> count++)); // [async-cross-thread-field]
              pool.execute(() -> this.count += 2); // [async-cross-thread-field]
              await(toThread(() -> { hidden = 1; seen = 2; int local = 3; local++; return dir.length(); }));
              dir = "other" + count + seen;
              Runnable later = () -> hidden++;
              later.hashCode();
              return done();
            }
            """)
        .reportsWhatIsMarked();
  }
}
