package dev.simmer.lint;

import org.junit.jupiter.api.Test;

/** Fields read before an await and written after it, and cancellations that get lost. */
class StateAndCancellationTest {

  private static final String LOAD =
      "private int total; private String cache; static int count;\n"
          + "@Async Coroutine<Integer> price() { return done(1); }\n"
          + "@Async Coroutine<String> text() { return done(\"\"); }\n";

  @Test
  void updateOfAFieldAcrossAnAwaitWarns() {
    Linted.members(
            LOAD
                + """
                @Async Coroutine<Void> add() {
                  total += await(price()); // [async-stale-read] 'total' is read before an await
                  this.total = this.total + await(price()); // [async-stale-read]
                  count = count * (2 + await(price())); // [async-stale-read] 'count'
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void updateThatReadsAfterTheAwaitOrIsNotSharedIsFine() {
    Linted.members(
            LOAD
                + """
                @Async Coroutine<Void> add() {
                  var price = await(price());
                  total += price;
                  int sum = 0;
                  sum += await(price());
                  total = await(price()) + total;
                  total = await(price());
                  total += sum;
                  AsyncCallable<Integer> later = () -> done(await(price()));
                  total += later.hashCode();
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void testThatNoLongerHoldsBehindAnAwaitWarns() { // G18
    Linted.members(
            LOAD
                + """
                private boolean closed;
                private final AsyncLock lock = new AsyncLock();
                @Async Coroutine<Void> transfer(int amount) {
                  if (total >= amount) {
                    await(price());
                    total -= amount; // [async-stale-read] 'total' is tested before an await and written after it
                  } else {
                    int price = await(price());
                    this.total = price; // [async-stale-read] tested at Pages.java:
                  }
                  if (count < amount && !text.isEmpty()) { count = await(price()); } // [async-stale-read] it waits in await(price())
                  return done();
                }
                private String text = "";
                @Async Coroutine<Void> close() {
                  if (closed) {
                    return done();
                  }
                  try {
                    await(price());
                  } finally {
                    closed = true; // [async-stale-read] 'closed' is tested
                  }
                  return done();
                }
                @Async Coroutine<Void> lockedTooLate(int amount) {
                  if (total < amount) throw new IllegalStateException();
                  try (var held = await(lock.acquire())) {
                    total++; // [async-stale-read] it waits in await(lock.acquire())
                  }
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void testThatIsRepeatedOrLockedOrClaimedAgainstOthersIsFine() { // G18
    Linted.members(
            LOAD
                + """
                private boolean busy;
                private Pages other;
                private final AsyncLock lock = new AsyncLock();
                @Async Coroutine<Void> transfer(int amount) throws Exception {
                  if (total >= amount) {
                    total -= amount;
                    await(price());
                    total += amount;
                  }
                  if (total >= amount) {
                    await(price());
                    if (total >= amount) { total -= amount; }
                  }
                  if (total >= amount) {
                    await(price());
                    int now = total;
                    total = now - amount;
                  }
                  if (other.total >= amount) { await(price()); total -= amount; }
                  if (total >= amount) { await(price()); other.total -= amount; }
                  if (total >= amount) { Runnable later = () -> total -= amount; await(price()); later.run(); }
                  if (total >= amount) { AsyncCallable<Integer> later = () -> done(await(price())); total -= amount; await(later.call()); }
                  if (total >= amount) { await(price()); }
                  total -= amount;
                  if (total >= amount) { await(price()); } else { total -= amount; }
                  return done();
                }
                @Async Coroutine<Void> locked(int amount) {
                  try (var held = await(lock.acquire())) {
                    if (total >= amount) { await(price()); total -= amount; }
                    if (total < amount) { return done(); }
                    await(price());
                    total -= amount;
                  }
                  return done();
                }
                @Async Coroutine<Void> once() {
                  if (busy) { return done(); }
                  busy = true;
                  try { await(price()); } finally { busy = false; }
                  while (total < 3) { await(price()); total++; }
                  if (cache != null) { await(text()); cache = null; }
                  int local = total;
                  if (local > 3) { await(price()); local = 3; }
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void initialisationThatSeveralTasksCanStartWarns() {
    Linted.members(
            LOAD
                + """
                @Async Coroutine<String> cached() {
                  if (cache == null) {
                    cache = await(text()); // [async-double-init] 'cache' is tested for null
                  }
                  if (this.cache == null) cache = await(text()); // [async-double-init]
                  return done(cache);
                }
                private Task<String> task;
                private boolean loading;
                @Async Coroutine<String> shared() {
                  if (task == null) { task = createTask(text()); }
                  if (cache == null) { cache = ""; cache = await(text()); }
                  if (cache != null) { cache = await(text()); }
                  if (cache == null) { loading = true; } else { cache = await(text()); }
                  String local = null;
                  if (local == null) { local = await(text()); }
                  return done(await(task) + local + loading);
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void catchThatTakesACancellationWarns() {
    Linted.members(
            LOAD
                + """
                @Async Coroutine<Void> work() {
                  try {
                    await(price());
                  } catch (Throwable t) { // [async-swallowed-cancellation] catch (CancelledError cancelled) { throw cancelled; }
                    System.out.println(t.getMessage());
                  }
                  try {
                    await(price());
                  } catch (CancelledError e) { // [async-swallowed-cancellation] throw e;
                    if (total > 0) throw e;
                  }
                  try { await(price()); } catch (IllegalStateException | Error e) { } // [async-swallowed-cancellation]
                  return done();
                }
                """)
        .reportsWhatIsMarked();
  }

  @Test
  void catchThatLetsItPassIsFine() {
    Linted.members(
            LOAD
                + """
                @Async Coroutine<Void> work(Task<Void> task) {
                  try { await(price()); } catch (Exception e) { }
                  try { await(price()); } catch (RuntimeException | AssertionError e) { }
                  try { await(price()); } catch (CancelledError e) { throw e; } catch (Throwable t) { }
                  try { await(price()); } catch (Throwable t) { total = 0; throw t; }
                  try { await(price()); } catch (Throwable t) {
                    if (total > 0) { throw new IllegalStateException(t); } else { throw t; }
                  }
                  try { await(price()); } catch (Throwable t) {
                    if (t instanceof CancelledError c) { throw c; }
                  }
                  try { total = 1; } catch (Throwable t) { }
                  try { createTask(() -> done(await(price()))).cancel(); } catch (Throwable t) { }
                  task.cancel();
                  try { await(task); } catch (CancelledError stopped) { }
                  return done();
                }
                void plain() { try { total = 1; } catch (Throwable t) { } }
                """)
        .reportsWhatIsMarked();
  }
}
