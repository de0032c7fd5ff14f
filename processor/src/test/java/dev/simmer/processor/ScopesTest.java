package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Task groups, timeouts and awaited closes in try-with-resources. */
class ScopesTest {
  @Test
  void groupWaitsForItsTasksAndKeepsResults() {
    Program.ofBody(
            """
            List<Task<Integer>> tasks = new ArrayList<>();
            try (var group = taskGroup()) {
              for (int i = 0; i < 3; i++) { int n = i; tasks.add(group.createTask("t" + i, () -> done(await(later(n)) * 10))); }
              log("opened");
            }
            int sum = 0;
            for (var t : tasks) sum += t.result();
            return done(sum);
            """)
        .logs("opened 30");
  }

  @Test
  void failingTaskCancelsTheBodyAndTheGroupThrowsItsOwnException() {
    Program.ofBody(
            """
            try (var group = taskGroup()) {
              group.createTask(() -> { await(yieldNow()); throw new IOException("one"); });
              group.createTask(() -> { try { await(sleep(seconds(100))); } finally { log("cancelled"); } return done(null); });
              await(sleep(seconds(100)));
              log("not reached");
            } catch (ExceptionGroup e) {
              return done(e.exceptions().toString());
            }
            return done("no");
            """)
        .logs("cancelled [java.io.IOException: one]");
  }

  @Test
  void exceptionOfTheBodyJoinsTheGroup() {
    Program.ofBody(
            """
            try (var group = taskGroup()) {
              group.createTask(() -> { try { await(sleep(seconds(100))); } finally { log("stopped"); } return done(null); });
              await(yieldNow());
              throw new IOException(await(later("body")));
            } catch (ExceptionGroup e) {
              return done(e.leaves(IOException.class).get(0).getMessage());
            }
            """)
        .logs("stopped body");
  }

  @Test
  void timeoutThrowsTimeoutExceptionAndNotTheCancelItUsed() {
    Program.ofBody(
            """
            try (var t = timeout(millis(5))) {
              try { await(sleep(seconds(100))); } finally { log(await(later("cleanup"))); }
            } catch (java.util.concurrent.TimeoutException e) {
              return done(e.getCause() instanceof CancelledError);
            }
            return done("no");
            """)
        .logs("cleanup true");
  }

  @Test
  void nestedScopesReturnsAndLoops() {
    Program.of(
            """
            @Async static Coroutine<String> work(int i) throws Exception {
              for (int n = 0; n < 5; n++) {
                try (var t = timeout(seconds(100)); var group = taskGroup()) {
                  var task = group.createTask(() -> done(await(later(7))));
                  if (n < 2) continue;
                  if (i == 0) return done("r" + await(task));
                  if (i == 1) break;
                  throw new IllegalStateException("thrown");
                } finally { log(n); }
              }
              return done("end");
            }
            @Async static Coroutine<Object> test() throws Exception {
              String s = await(work(0)) + await(work(1));
              try { await(work(2)); } catch (ExceptionGroup e) { s += e.exceptions().get(0).getMessage(); }
              return done(s);
            }
            """)
        .logs("0 1 2 0 1 2 0 1 2 r7endthrown");
  }

  @Test
  void asyncCloseablesAreAwaitedInReverseOrder() { // T36
    Program.of(
            """
            static class R implements AsyncCloseable {
              final String name; R(String name) { this.name = name; log("open " + name); }
              @Async public Coroutine<Void> closeAsync() throws IOException {
                log("closing " + name); await(later(1)); log("closed " + name);
                if (name.startsWith("bad")) throw new IOException(name);
                return done();
              }
            }
            @Async static Coroutine<Object> test() throws IOException {
              try (var a = new R("a"); AsyncCloseable b = new R(await(later("b"))); R none = null) { log(await(later("body"))); }
              try (R a = new R("bad1"); AutoCloseable b = new R("bad2")) { throw new IllegalStateException("main"); }
              catch (Exception e) { return done(e.getMessage() + Arrays.toString(e.getSuppressed())); }
            }
            """)
        .logs(
            "open a open b body closing b closed b closing a closed a open bad1 open bad2 closing bad2 closed bad2"
                + " closing bad1 closed bad1 main[java.io.IOException: bad2, java.io.IOException: bad1]");
  }

  @Test
  void permitIsHeldWhileAReturnedCoroutineRuns() {
    Program.of(
            """
            static int inside, most;
            @Async static Coroutine<Integer> work(int i) { most = Math.max(most, ++inside); await(later(1)); await(yieldNow()); inside--; return done(i); }
            @Async static Coroutine<Object> test() {
              inside = most = 0;
              var limit = new AsyncSemaphore(2);
              List<Task<Integer>> tasks = new ArrayList<>();
              try (var group = taskGroup()) {
                for (int i = 0; i < 6; i++) {
                  int n = i;
                  tasks.add(group.createTask(() -> { try (var permit = await(limit.acquire())) { return work(n); } }));
                }
              }
              int sum = 0;
              for (var t : tasks) sum += t.result();
              return done(sum + ":" + most);
            }
            """)
        .returns("15:2");
  }

  @Test
  void plainResourceBehavesTheSameWhateverItIsDeclaredAs() { // T36
    Program.of(
            """
            static class R implements AutoCloseable { public void close() { throw new IllegalStateException("close"); } }
            @Async static Coroutine<Object> own() { try (R r = new R()) { await(new Promise<Object>()); } return done(null); }
            @Async static Coroutine<Object> plain() throws Exception { try (AutoCloseable r = new R()) { await(new Promise<Object>()); } return done(null); }
            @Async static Coroutine<Object> test() throws Exception {
              String s = "";
              for (Task<Object> t : List.of(createTask(own()), createTask(plain()))) {
                await(sleep(millis(1))); t.cancel();
                try { await(t); } catch (CancelledError e) { s += e.getSuppressed()[0].getMessage() + " "; }
              }
              return done(s);
            }
            """)
        .returns("close close ");
  }

  @Test
  void cancelledBodyStillAwaitsItsCloses() { // T37
    Program.of(
            """
            record R(String name) implements AsyncCloseable {
              @Async public Coroutine<Void> closeAsync() { log("closing " + name); await(later(1)); await(sleep(millis(5))); log("closed " + name); return done(); }
            }
            @Async static Coroutine<Object> body() {
              try (var a = new R("a"); AutoCloseable b = new R("b")) { await(later(1)); await(sleep(seconds(9))); log("not reached"); }
              catch (Exception e) { log("no"); }
              return done("no");
            }
            @Async static Coroutine<Object> test() {
              var task = createTask(body());
              await(sleep(seconds(1)));
              task.cancel();
              try { return done(await(task)); } catch (CancelledError e) { return done(task.isCancelled()); }
            }
            """)
        .logs("closing b closed b closing a closed a true");
  }

  @Test
  void closeThatIsCancelledLetsTheOuterOnesRun() { // T37
    Program.of(
            """
            record R(String name, long delay) implements AsyncCloseable {
              @Async public Coroutine<Void> closeAsync() {
                log("closing " + name);
                try { await(sleep(seconds(delay))); } finally { log("left " + name); }
                log("closed " + name);
                return done();
              }
            }
            @Async static Coroutine<Object> body() {
              try (var a = new R("a", 1); var b = new R("b", 100)) { await(later(1)); }
              return done("no");
            }
            @Async static Coroutine<Object> test() {
              var task = createTask(body());
              await(sleep(seconds(5)));
              task.cancel();
              try { return done(await(task)); } catch (CancelledError e) { return done("cancelled"); }
            }
            """)
        .logs("closing b left b closing a left a closed a cancelled");
  }

  @Test
  void testForAResourceThatIsNullStaysTheUsersOwn() { // T36
    Program.of(
            """
            record R() implements AsyncCloseable {
              @Async public Coroutine<Void> closeAsync() { log("close"); await(later(1)); return done(); }
            }
            static R none() { return null; }
            @Async static Coroutine<Object> test() {
              try (R r = none()) {
                await(later(1));
                if (r != null) { r.close(); log("closed"); } else { log("none"); }
                throw new IllegalStateException("x");
              } catch (IllegalStateException e) { return done(e.getMessage()); }
            }
            """)
        .logs("none x");
  }

  @Test
  void closingNullByACallOfOnesOwnFails() { // T36
    Program.of(
            """
            record R() implements AsyncCloseable {
              @Async public Coroutine<Void> closeAsync() { log("close"); await(later(1)); return done(); }
            }
            static R none() { return null; }
            @Async static Coroutine<Object> test() {
              try (R r = none(); AutoCloseable second = none()) {
                if (await(later(1)) == 0) { return done("never"); }
                for (AutoCloseable own : new AutoCloseable[] {new R(), r, second}) {
                  try { own.close(); } catch (NullPointerException e) { log("null"); }
                }
                try { r.close(); } catch (NullPointerException e) { log("null"); }
              } catch (Exception e) { log(e.toString()); }
              return done("end");
            }
            """)
        .logs("close null null null end");
  }
}
