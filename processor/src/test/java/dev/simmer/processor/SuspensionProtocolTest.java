package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** How a rewritten method suspends, is resumed, cancelled and ended. */
class SuspensionProtocolTest {
  @Test
  void coroutineDoesNotSerialiseAndIsNamed() { // T97
    Program.of(
            """
            @Async static Coroutine<Integer> go() { return done(await(later(1))); }
            @Async static Coroutine<Object> test() throws IOException {
              var cold = go();
              try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) { out.writeObject(cold); }
              catch (NotSerializableException e) { log(e.getMessage().equals(cold.getClass().getName()) && !(cold instanceof Serializable)); }
              cold.close();
              return done("end");
            }
            """)
        .logs("true end");
  }

  @Test
  void resultThatArrivesBeforeTheAwaitReturnsIsTakenOnce() { // T101, T104
    Program.of(
            """
            /** Says that it is not done, and calls back at once. */
            static class Racing<T> extends java.util.concurrent.CompletableFuture<T> { @Override public boolean isDone() { return false; } }
            static Racing<String> raced(String s) { var r = new Racing<String>(); r.complete(s); return r; }
            @Async static Coroutine<Object> test() {
              String s = log("before") + await(raced("a")) + await(later("b"));
              var broken = new Racing<String>();
              broken.completeExceptionally(new IOException("c"));
              try { s += await(broken, IOException.class); log("no"); } catch (IOException e) { s += e.getMessage(); }
              for (int i = 0; i < 300; i++) s = await(raced(s));
              log("after");
              return done(s);
            }
            """)
        .logs("before after beforeabc");
  }

  @Test
  void secondResultIsRefusedAndRunsNothingAgain() { // T102
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              var promise = new Promise<Integer>();
              var future = new java.util.concurrent.CompletableFuture<Integer>();
              runningLoop().callSoon(() -> {
                promise.complete(1);
                try { promise.complete(2); } catch (IllegalStateException e) { log("refused"); }
                log(promise.tryFail(new IOException()));
                future.complete(3);
                log(future.complete(4));
              });
              log("got" + await(promise) + await(promise) + await(later(5)) + await(future));
              return done("end");
            }
            """)
        .logs("refused false false got1153 end");
  }

  @Test
  void resumeWithAnExceptionEntersTheHandlerAroundTheAwait() { // T103
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int i = 0; i < 3; i++) {
                try {
                  try { if (i == 0) await(failing(new IllegalStateException("a")), RuntimeException.class); s += await(later("-")); }
                  catch (IllegalStateException e) { s += e.getMessage(); }
                  if (i == 1) await(failing(new IllegalStateException("b")), RuntimeException.class);
                  s += await(later("+"));
                } catch (IllegalStateException e) { s += e.getMessage() + await(later("!")); }
              }
              return done(s);
            }
            """)
        .returns("a+-b!-+");
  }

  @Test
  void taskResumesOthersFromInsideItsOwnAwait() { // T104
    Program.of(
            """
            static Promise<String> gate;
            @Async static Coroutine<String> waits(String name) { String text = name + await(gate) + " "; return done(await(later(text))); }
            static <T> T open(T value) { gate.tryComplete("opened"); return value; }
            @Async static Coroutine<Object> test() {
              gate = new Promise<>();
              var a = createTask(waits("a")); var b = createTask(waits("b"));
              await(yieldNow());
              String own = await(open(gate)) + await(open(later("x")));
              var self = new Promise<Task<?>>();
              Task<Object> task = createTask(() -> done(await(await(self))));
              self.complete(task);
              try { await(task); } catch (IllegalStateException | CancelledError e) { log("refused"); }
              return done(own + await(a) + await(b));
            }
            """)
        .logs("refused openedxaopened bopened ");
  }

  @Test
  void callsOfOneMethodThatRunTogetherShareNothing() { // T105
    Program.of(
            """
            @Async static Coroutine<String> count(String name, int n) {
              long sum = 0; String s = name;
              for (int i = 0; i < n; i++) { sum += await(later((long) i)); s += sum; await(yieldNow()); }
              return done(s);
            }
            @Async private static Coroutine<Integer> fib(int n) { await(yieldNow()); return n < 2 ? done(n) : done(await(gather(createTask(fib(n - 1)), createTask(fib(n - 2)))).stream().mapToInt(i -> i).sum()); }
            @Async static Coroutine<Object> test() {
              List<Task<String>> tasks = new ArrayList<>();
              for (int i = 0; i < 4; i++) tasks.add(createTask(count("t" + i + ":", i + 1)));
              String s = "";
              for (var t : tasks) s += await(t) + " ";
              return done(s + await(fib(9)));
            }
            """)
        .returns("t0:0 t1:01 t2:013 t3:0136 34");
  }

  @Test
  void coroutineThatEndedOrFailedDoesNotRunAgain() { // T102, T106
    Program.of(
            """
            @Async static Coroutine<String> good() { log("good"); return done(await(later("g"))); }
            @Async private static Coroutine<String> bad() throws IOException { log("bad"); await(later(1)); throw new IOException("failed"); }
            @Async static Coroutine<String> again(Coroutine<String> c) {
              try { return done(await(c, Exception.class)); } catch (Exception e) { return done(e.getClass().getSimpleName()); }
            }
            @Async static Coroutine<Object> test() throws Exception {
              var good = good(); var bad = bad();
              String s = await(again(good)) + await(again(good)) + await(again(bad)) + await(again(bad));
              try { createTask(good); } catch (IllegalStateException e) { s += e.getMessage().contains("was awaited before"); }
              var closed = good();
              closed.close();
              return done(s + await(again(closed)));
            }
            """)
        .logs(
            "good bad gIllegalStateExceptionIOExceptionIllegalStateExceptiontrueIllegalStateException");
  }

  @Test
  void taskAndItsContextAreTheSameBeforeAndAfterEveryAwait() { // T107
    Program.of(
            """
            static final ContextVar<String> USER = ContextVar.of("user", "nobody");
            static String now() { return currentTask().name() + USER.get(); }
            @Async static Coroutine<String> work(String name) throws IOException {
              USER.set(name);
              for (int i = 0; i < 3; i++) {
                String before = now();
                await(later(i));
                if (!before.equals(now())) log("changed to " + now());
                try { await(failing(new IOException("x")), IOException.class); } catch (IOException e) { if (!before.equals(now())) log("changed in catch"); }
                await(yieldNow());
                if (!before.equals(await(inner()))) log("changed in callee");
              }
              return done(now());
            }
            @Async private static Coroutine<String> inner() { await(later(1)); return done(now()); }
            @Async static Coroutine<Object> test() throws IOException {
              var a = createTask("1", work("a")); var b = createTask("2", work("b"));
              USER.set("main");
              return done(await(a) + await(b) + USER.get() + await(inner()).endsWith("main"));
            }
            """)
        .logs("1a2bmaintrue");
  }

  @Test
  void whatTheCompletingThreadWroteIsSeenOnTheThreadOfTheLoop() { // T108
    Program.of(
            """
            static class Box { int plain; long[] more = new long[8]; }
            @Async static Coroutine<Object> test() {
              Thread loop = Thread.currentThread();
              int wrong = 0;
              for (int i = 1; i <= 500; i++) {
                int value = i;
                var box = new Box();
                Box same = i % 2 == 0
                    ? await(toThread(() -> { box.plain = value; box.more[7] = value; return box; }))
                    : await(java.util.concurrent.CompletableFuture.supplyAsync(() -> { box.plain = value; box.more[7] = value; return box; }));
                if (same != box || box.plain != i || box.more[7] != i || Thread.currentThread() != loop) wrong++;
              }
              return done(wrong);
            }
            """)
        .returns(0);
  }

  @Test
  void cancellationIsDeliveredAtEveryAwaitAndClosesEverything() { // T109
    Program.of(
            """
            static int seen, target, timing, open; static Task<?> task;
            static <T> Awaitable<T> step(T value) {
              var promise = new Promise<T>();
              boolean hit = seen++ == target;
              if (hit && timing == 0) task.cancel();
              runningLoop().callSoon(() -> {
                if (hit && timing == 1) task.cancel();
                promise.tryComplete(value);
                if (hit && timing == 2) task.cancel();
              });
              return promise;
            }
            static class R implements AutoCloseable { R() { open++; } public void close() { open--; } }
            record A(int i) implements AsyncCloseable {
              A { open++; }
              @Async public Coroutine<Void> closeAsync() { try { await(step(1)); } finally { open--; } return done(); }
            }
            @Async static AsyncGenerator<Integer> ticks() {
              open++;
              try { emit(await(step(1))); emit(2); } finally { open--; await(step(1)); }
              return end();
            }
            @Async private static Coroutine<String> callee(int i) { try (var r = new R()) { return done("c" + await(step(i))); } }
            @Async static Coroutine<String> tail(int i) { try (var a = new A(i)) { return callee(i); } }
            @Async static Coroutine<Object> body() {
              int[] a = {1, 2}; long total = await(step(5L)); String s = "";
              for (int i = await(step(0)); i < await(step(2)); i += await(step(1))) {
                try (var r = new R(); var c = new A(await(step(i)))) {
                  a[i] += await(step(i)) + (await(step(true)) ? 1 : await(step(2)));
                  s += new StringBuilder(await(step("x"))).append(switch (await(step(i))) { case 0 -> await(step("zero")); default -> "one"; });
                  if (await(step(true)) && !await(step(false))) total += await(step(i));
                } catch (IllegalStateException e) { log("no"); }
                finally { open++; try { await(step(1)); } finally { open--; } }
              }
              do { synchronizedBlock(); } while (await(step(false)));
              for (int tick : each(ticks())) s += await(callee(tick)) + await(tail(tick));
              try (var group = taskGroup()) { group.createTask(() -> { try (var r = new R()) { return done(await(step(1))); } }); await(step(1)); }
              return done(s + total);
            }
            static void synchronizedBlock() { synchronized (P.class) { open += 0; } }
            @Async static Coroutine<Object> test() {
              target = -1;
              task = createTask(body());
              Object result = await(task);
              int all = seen, cancelled = 0, leaks = open;
              for (timing = 0; timing < 3; timing++) {
                for (target = 0; target < all; target++) {
                  seen = 0;
                  task = createTask(body());
                  try { await(task); log("not cancelled at " + target + "/" + timing); } catch (CancelledError e) { cancelled++; }
                  if (open != 0) log("open after " + target + "/" + timing + ": " + open);
                  open = 0;
                }
              }
              return done(result + ":" + (all > 30) + (cancelled == 3 * all) + leaks);
            }
            """)
        .logs("xzeroxonec1c1c2c26:truetrue0");
  }
}
