package dev.simmer.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock that another thread holds while it blocks, taken by the loop. */
class LockContentionTest {

  private static Linted members(String methods) {
    return Linted.members(
        """
        private final Object monitor = new Object();
        private final Object other = new Object();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition ready = lock.newCondition();
        private final Path file = Path.of("a");
        private int count;
        """
            + methods);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        @Async Coroutine<Void> save() throws Exception {
          await(toThread(() -> { synchronized (monitor) { Files.writeString(file, ""); } return 1; }));
          return done();
        }
        @Async Coroutine<Void> add() {
          synchronized (monitor) { count++; } // [async-lock-contention] synchronized (monitor) waits in Pages.add while Files.writeString blocks in a lambda in Pages.save (file)
          return done();
        }
        """,
        """
        private synchronized void write() throws Exception { Files.writeString(file, "" + count); }
        private synchronized void step() { count++; }
        @Async Coroutine<Void> save() throws Exception {
          await(toThread(() -> { write(); return 1; }));
          step(); // [async-lock-contention] Pages.step, which is synchronized, waits in Pages.save while Files.writeString blocks in Pages.write
          return done();
        }
        """,
        """
        private void write() throws Exception {
          lock.lock();
          try { Files.writeString(file, ""); } finally { lock.unlock(); }
        }
        void start(Executor pool) { pool.execute(() -> { try { write(); } catch (Exception e) { } }); }
        @Async Coroutine<Void> add() {
          lock.lock(); // [async-lock-contention] lock.lock() waits in Pages.add
          try { count++; } finally { lock.unlock(); }
          return done();
        }
        """,
        """
        static synchronized void slow() throws Exception { Thread.sleep(1); }
        void start() { new Thread(() -> { try { slow(); } catch (Exception e) { } }).start(); }
        void enter(EventLoop loop) {
          loop.callSoon(() -> {
            synchronized (Pages.class) { count++; } // [async-lock-contention] a callback of callSoon
          });
        }
        """,
      })
  void lockThatAnotherThreadHoldsWhileItBlocksWarns(String methods) {
    members(methods).reportsWhatIsMarked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the loop takes another lock
        """
        void start() { new Thread(() -> { synchronized (other) { LockSupport.park(); } }).start(); }
        @Async Coroutine<Void> add() { synchronized (monitor) { count++; } return done(); }
        """,
        // nothing blocks while it is held
        """
        void start() { new Thread(() -> { synchronized (monitor) { file.getFileName(); } LockSupport.park(); }).start(); }
        @Async Coroutine<Void> add() { synchronized (monitor) { count++; } return done(); }
        """,
        // let go of before
        """
        void start() { new Thread(() -> { lock.lock(); lock.unlock(); LockSupport.park(); }).start(); }
        @Async Coroutine<Void> add() { lock.lock(); lock.unlock(); return done(); }
        """,
        // a condition and a monitor are let go of while one waits for them
        """
        void start() {
          new Thread(() -> {
            try {
              lock.lock();
              ready.await();
              synchronized (monitor) { monitor.wait(); }
            } catch (InterruptedException e) { } finally { lock.unlock(); }
          }).start();
        }
        @Async Coroutine<Void> add() { lock.lock(); lock.unlock(); synchronized (monitor) { } return done(); }
        """,
        // asks, and goes on
        """
        void start() { new Thread(() -> { lock.lock(); LockSupport.park(); lock.unlock(); }).start(); }
        @Async Coroutine<Void> add() { if (lock.tryLock()) { lock.unlock(); } return done(); }
        """,
        // nobody is seen to do it on another thread
        """
        void write() throws Exception { synchronized (monitor) { Files.writeString(file, ""); } }
        @Async Coroutine<Void> add() { synchronized (monitor) { count++; } return done(); }
        """,
        // both on other threads
        """
        void start() { new Thread(() -> { synchronized (monitor) { LockSupport.park(); } }).start(); }
        @Async Coroutine<Void> add() throws Exception {
          await(toThread(() -> { synchronized (monitor) { count++; } return 1; }));
          return done();
        }
        """,
        // another object each time
        """
        void start() { Object o = new Object(); new Thread(() -> { synchronized (o) { LockSupport.park(); } }).start(); }
        @Async Coroutine<Void> add() { Object o = new Object(); synchronized (o) { count++; } return done(); }
        """,
      })
  void lockThatNobodyHoldsForLongIsLeftAlone(String methods) {
    members(methods).reportsWhatIsMarked();
  }

  @Test
  void lockIsReportedOnceWhereTheBareRuleIsOnAndNotAtAllWhereItIsOff() {
    String methods =
        """
        void start() { new Thread(() -> { lock.lock(); LockSupport.park(); lock.unlock(); }).start(); }
        @Async Coroutine<Void> add() { lock.lock(); lock.unlock(); return done(); }
        """;
    assertThat(members(methods).messages()).hasSize(1);
    assertThat(members(methods).option("-Asimmer.lint=async-lock-contention:warn").messages())
        .hasSize(1);
    assertThat(members(methods).option("-Asimmer.lint=async-lock-contention:off").messages())
        .isEmpty();
  }
}
