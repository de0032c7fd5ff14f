package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Awaits in try, catch and finally. Pins: T25-T40. */
class ExceptionsTest {
  @Test
  void exceptionOfTheAwaitedIsCaughtWhereItIsAwaited() { // T25, T40
    Program.ofBody(
            """
            var failure = new IOException("lost");
            try { await(failing(failure)); return done("no"); }
            catch (Exception e) { return done(e == failure); }
            """)
        .returns(true);
  }

  @Test
  void awaitInCatchKeepsTheException() { // T26
    Program.ofBody(
            """
            try { throw new IOException("a"); }
            catch (IOException e) { String s = await(later("b")); return done(e.getMessage() + s); }
            """)
        .returns("ab");
  }

  @Test
  void finallyAwaitsOnEveryWayOut() { // T27, T28
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              for (int way = 0; way < 4; way++) log(await(leave(way)));
              return done("end");
            }
            @Async private static Coroutine<String> leave(int way) {
              String result = "?";
              for (int i = 0; i < 2; i++) {
                try {
                  if (way == 0) return done("return");
                  if (way == 1) break;
                  if (way == 2) continue;
                  if (way == 3) throw new IllegalStateException("thrown");
                } catch (IllegalStateException e) {
                  result = e.getMessage();
                } finally {
                  log("f" + await(later(way)));
                }
              }
              return done(result);
            }
            """)
        .logs("f0 return f1 ? f2 f2 ? f3 f3 thrown end");
  }

  @Test
  void exceptionInFinallyReplacesThePendingOneAndReturnDiscardsIt() { // T29
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              try { await(replaced()); } catch (RuntimeException e) { log(e.getMessage()); }
              return done(await(discarded()));
            }
            @Async private static Coroutine<String> replaced() {
              try { throw new IllegalStateException("first"); }
              finally { await(later(1)); if (true) throw new IllegalArgumentException("second"); }
            }
            @SuppressWarnings("finally")
            @Async private static Coroutine<String> discarded() {
              try { await(failing(new RuntimeException("gone"))); return done("no"); }
              finally { return done(await(later("kept"))); }
            }
            """)
        .logs("second kept");
  }

  @Test
  void returnInsideTryComputesTheValueBeforeFinally() { // T30
    Program.ofBody(
            """
            int i = 1;
            try { return done(await(later(i))); } finally { i = await(later(9)); log(i); }
            """)
        .logs("9 1");
  }

  @Test
  void outerHandlerSeesLocalsFromBeforeTheTry() { // T31, T67
    Program.ofBody(
            """
            String only = "kept " + await(later("here"));
            try {
              try { await(failing(new IOException("x")), IOException.class); }
              catch (IllegalStateException e) { return done("wrong"); }
            } catch (IOException e) { return done(only); }
            return done("no");
            """)
        .returns("kept here");
  }

  @Test
  void multiCatchAndOrderOfCatches() { // T32
    Program.ofBody(
            """
            for (Exception x : List.of(new IOException("io"), new IllegalStateException("ise"), new Exception("e"))) {
              try { await(failing(x), Exception.class); }
              catch (IOException | IllegalStateException e) { log("multi " + e.getMessage()); }
              catch (Exception e) { log(await(later("any " + e.getMessage()))); }
            }
            return done(0);
            """)
        .logs("multi io multi ise any e 0");
  }

  @Test
  void cancellationPassesCatchException() { // T33, A18
    Program.ofBody(
            """
            Task<Object> task = createTask(() -> {
              try { await(sleep(seconds(1000))); }
              catch (Exception e) { log("swallowed"); }
              finally { log("finally"); }
              return done(null);
            });
            await(yieldNow());
            task.cancel();
            try { await(task); } catch (CancelledError e) { log("cancelled"); }
            return done(task.isCancelled());
            """)
        .logs("finally cancelled true");
  }

  @Test
  void plainResourcesCloseInReverseOrderAndKeepSuppressed() { // T36
    Program.of(
            """
            record R(String name) implements AutoCloseable {
              R { log("open " + name); }
              public void close() throws IOException { log("close " + name); throw new IOException(name); }
            }
            @Async static Coroutine<Object> test() {
              try (R a = new R(await(later("a"))); R b = new R(await(later("b"))); R none = null) {
                log(await(later("body")));
                throw new IllegalStateException("main");
              } catch (Exception e) {
                return done(e.getMessage() + e.getSuppressed().length + e.getSuppressed()[0].getMessage());
              }
            }
            """)
        .logs("open a open b body close b close a main2b");
  }

  @Test
  void failureCrossesManySuspendedFramesAndEachHandlerRunsOnce() { // T39
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              try { await(down(5)); } catch (IOException e) { return done(e.getMessage()); }
              return done("no");
            }
            @Async private static Coroutine<Void> down(int n) throws IOException {
              try {
                if (n == 0) { await(failing(new IOException("deep")), IOException.class); }
                else await(down(n - 1));
              } catch (IllegalStateException e) { log("wrong"); }
              finally { log(n); }
              return done();
            }
            """)
        .logs("0 1 2 3 4 5 deep");
  }

  @Test
  void failureBeforeTheFirstAwaitFailsTheTask() { // T38
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              var c = broken();
              log("created");
              try { await(c); } catch (IllegalStateException e) { return done(e.getMessage()); }
              return done("no");
            }
            @Async static Coroutine<Object> broken() { if (true) throw new IllegalStateException("early"); return done(null); }
            """)
        .logs("created early");
  }

  @Test
  void tryInALoopWithContinueInCatchAndBreakInFinally() { // T35
    Program.ofBody(
            """
            for (int i = 0; i < 5; i++) {
              try { if (i < 2) await(failing(new IOException("" + i)), IOException.class); log("ok" + i); }
              catch (IOException e) { log("c" + await(later(e.getMessage()))); continue; }
              finally { if (await(later(i)) == 3) break; }
            }
            return done("end");
            """)
        .logs("c0 c1 ok2 ok3 end");
  }
}
