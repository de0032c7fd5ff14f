package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Awaits in try, catch and finally; {@link ScopesTest} has what is closed. */
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

  @Test
  void finallyAwaitsOnNormalAndExceptionalExits() { // T27, T28, T118
    Program.of(
            """
            @Async static Coroutine<String> leave(int way) throws IOException {
              int n = 0;
              while (true) {
                try {
                  n++;
                  if (way == 1) throw new IOException("thrown");
                  if (way == 2) await(failing(new IOException("failed")), IOException.class);
                  if (way == 3) return done(await(later("return")));
                  if (way == 4 && n < 3) continue;
                  if (way == 5) break;
                } finally {
                  log(way + "f" + await(later(n)));
                }
                return done("normal" + n);
              }
              return done("broken");
            }
            @Async static Coroutine<Object> test() {
              for (int way = 0; way < 6; way++) {
                try { log(await(leave(way))); } catch (IOException e) { log(e.getMessage()); }
              }
              return done("end");
            }
            """)
        .logs("0f1 normal1 1f1 thrown 2f1 failed 3f1 return 4f1 4f2 4f3 normal3 5f1 broken end");
  }

  @Test
  void nestedFinallyBlocksRunOnceEachFromTheInside() { // T28, T118
    Program.of(
            """
            @Async static Coroutine<Integer> deep(boolean fails) throws IOException {
              try {
                try {
                  try {
                    if (fails) await(failing(new IOException("deep")), IOException.class);
                    return done(await(later(1)));
                  } finally { log("a" + await(later(1))); }
                } finally { log("b"); await(later(2)); }
              } finally { log("c" + await(later(3))); }
            }
            @Async static Coroutine<Object> test() {
              try { log(await(deep(false))); log(await(deep(true))); } catch (IOException e) { return done(e.getMessage()); }
              return done("no");
            }
            """)
        .logs("a1 b c3 1 a1 b c3 deep");
  }

  @Test
  void exceptionIsThrownOnAfterAwaitsInItsHandler() { // T26
    Program.of(
            """
            @Async static Coroutine<Void> rethrown(IOException failure) throws IOException {
              try { await(failing(failure), IOException.class); }
              catch (IOException e) { e.addSuppressed(new IOException(await(later("note")))); await(later(1)); throw e; }
              return done();
            }
            @Async static Coroutine<Object> test() {
              var failure = new IOException("first");
              try { await(rethrown(failure)); }
              catch (IOException e) {
                try { await(failing(new IOException("second")), IOException.class); }
                catch (IOException inner) { return done((e == failure) + inner.getMessage() + await(later("!")) + e.getSuppressed()[0].getMessage()); }
              }
              return done("no");
            }
            """)
        .returns("truesecond!note");
  }

  @Test
  void catchOfThrowableSeesErrorsAndExceptions() { // T32
    Program.ofBody(
            """
            for (Throwable x : List.of(new StackOverflowError("so"), new IOException("io"), new AssertionError("ae"), new Exception("e"))) {
              try { await(failing(x), Throwable.class); }
              catch (IOException e) { log("io"); }
              catch (RuntimeException | AssertionError e) { log(await(later("multi ")) + e.getMessage()); }
              catch (Throwable e) { log("any " + await(later(e.getMessage()))); }
            }
            return done(0);
            """)
        .logs("any so io multi ae any e 0");
  }

  @Test
  void handlerCoversExactlyItsTry() { // T34
    Program.of(
            """
            static int at;
            static void boom(int place) { if (place == at) throw new IllegalStateException("at " + place); }
            @Async static Coroutine<String> run() {
              boom(0);
              String s = "x" + await(later(1));
              boom(1);
              try {
                boom(2);
                s += await(later("y"));
                boom(3);
                await(later(1));
              } catch (IllegalStateException e) {
                boom(4);
                log("caught" + await(later(at)));
                boom(5);
              }
              boom(6);
              await(later(2));
              boom(7);
              return done(s);
            }
            @Async static Coroutine<Object> test() {
              for (at = 0; at <= 8; at++) {
                try { log(await(run())); } catch (IllegalStateException e) { log("out" + at); }
              }
              return done("end");
            }
            """)
        .logs("out0 out1 caught2 x1 caught3 x1y x1y x1y out6 out7 x1y end");
  }

  @Test
  void placeInsideTheHandlerIsNotCoveredByIt() { // T34
    Program.of(
            """
            @Async static Coroutine<String> run(int place) throws IOException {
              try { await(failing(new IOException("first")), IOException.class); }
              catch (IOException e) {
                if (place == 0) throw new IOException("handler");
                await(failing(new IOException("awaited in the handler")), IOException.class);
              }
              return done("no");
            }
            @Async static Coroutine<Object> test() {
              for (int i = 0; i < 2; i++) try { log(await(run(i))); } catch (IOException e) { log(e.getMessage()); }
              return done("end");
            }
            """)
        .logs("handler awaited in the handler end");
  }

  @Test
  void oneExceptionObjectPassesThroughManyAwaits() { // T40
    Program.of(
            """
            @Async static Coroutine<String> thrower(IOException e) throws IOException { await(later(1)); throw e; }
            @Async private static Coroutine<String> own(IOException e) throws IOException { return done(await(thrower(e)) + "no"); }
            @Async static Coroutine<String> through(IOException e) throws IOException { try { return own(e); } finally { await(later(1)); } }
            @Async static Coroutine<Object> test() {
              var failure = new IOException("lost");
              try { await(createTask(through(failure)), IOException.class); }
              catch (IOException e) { return done((e == failure) + failure.getStackTrace()[0].getMethodName() + e.getSuppressed().length); }
              return done("no");
            }
            """)
        .returns("truetest0");
  }

  @Test
  void rangesThatRewritingEmptiesLeaveNoHandler() { // T42
    Program.of(
            """
            record R(String name) implements AutoCloseable { public void close() { log("close " + name); } }
            @Async static Coroutine<String> other() { return done(await(later("other"))); }
            @Async static Coroutine<Object> test() throws Exception {
              try { } finally { await(later(1)); }
              try (var a = timeout(seconds(9))) { } catch (java.util.concurrent.TimeoutException e) { log("no"); }
              try (var a = timeout(seconds(9)); var b = taskGroup()) { } finally { log("f" + await(later(1))); }
              try (R r = new R("r")) { } catch (RuntimeException e) { log("no"); }
              try { for (int i : each(none())) { } } finally { log("g"); }
              String s;
              try { s = new String(await(later("new"))); } catch (RuntimeException e) { s = "no"; }
              return done(s + await(returned()) + await(returnedOwn()) + await(constructed()));
            }
            @Async private static Coroutine<String> own() { return done(await(later("own"))); }
            @Async static Coroutine<String> returnedOwn() { try { return own(); } catch (IllegalStateException e) { return done("no"); } }
            @Async static AsyncGenerator<Integer> none() { return end(); }
            @Async static Coroutine<String> returned() { try { return other(); } catch (IllegalStateException e) { return done("no"); } }
            @Async static Coroutine<String> constructed() {
              return done(new StringBuilder(switch (await(later(1))) { default -> { try { yield await(later("b")); } finally { await(later(2)); } } }).toString());
            }
            """)
        .logs("f1 close r g newotherownb");
  }
}
