package dev.simmer.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Async generators and async for. Pins: DESIGN section 4, the rulings on generators, REWRITING
 * section 2.
 */
class GeneratorsTest {
  private static final String TICKS =
      """
      @Async static AsyncGenerator<Integer> ticks(int n) {
        try {
          for (int i = 0; i < n; i++) { log("make" + await(later(i))); emit(i); }
          log("exhausted");
          return end();
        } finally { log("closed" + await(later(n))); }
      }
      """;

  @Test
  void loopDrivesTheGeneratorLazily() {
    Program.of(
            TICKS
                + """
            @Async static Coroutine<Object> test() {
              var source = ticks(2); log("cold");
              for (int i : each(source)) log("got" + await(later(i)));
              return done("end");
            }
            """)
        .logs("cold make0 got0 make1 got1 exhausted closed2 end");
  }

  @Test
  void everyEarlyWayOutClosesTheGeneratorOnce() {
    Program.of(
            TICKS
                + """
            @Async static Coroutine<String> leave(int way) throws Exception {
              outer:
              for (int round = 0; round < 2; round++) {
                try {
                  for (int i : each(ticks(9))) {
                    if (i == 0) continue;
                    switch (way) {
                      case 0: break outer;
                      case 1: continue outer;
                      case 2: return done("returned" + await(later(i)));
                      case 3: throw new IOException("thrown");
                      default: return work(i);
                    }
                  }
                } catch (IOException e) { return done(e.getMessage()); }
                finally { log("finally"); }
              }
              return done("after");
            }
            @Async static Coroutine<String> work(int i) { await(later(1)); log("work"); return done("worked"); }
            @Async static Coroutine<Object> test() throws Exception {
              for (int way = 0; way < 5; way++) log(await(leave(way)) + "|");
              return done("end");
            }
            """)
        .logs(
            "make0 make1 closed9 finally after| make0 make1 closed9 finally make0 make1 closed9 finally after| make0"
                + " make1 closed9 finally returned1| make0 make1 closed9 finally thrown| make0 make1 work closed9"
                + " finally worked| end");
  }

  @Test
  void nestedLoopsCloseInnerBeforeOuter() {
    Program.of(
            """
            @Async static AsyncGenerator<String> named(String name) {
              try { emit(name + 1); emit(name + 2); } finally { log("close " + name); await(later(1)); }
              return end();
            }
            @Async static Coroutine<Object> test() {
              outer:
              for (String a : each(named("a"))) for (String b : each(named("b"))) { log(a + b); if (b.equals("b2")) { if (a.equals("a2")) break outer; else continue outer; } }
              return find();
            }
            @Async private static Coroutine<Object> find() {
              for (String a : each(named("x"))) for (String b : each(named("y"))) if (await(later(true))) return done(a + b);
              return done("none");
            }
            """)
        .logs("a1b1 a1b2 close b a2b1 a2b2 close b close a close y close x x1y1");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void failureOfARecordPatternClosesTheLoopsItLeaves() { // T21
    Program.since(
            21,
            """
            record Bad(int x) { public int x() { if (x > 1) throw new IllegalStateException("x" + x); return x; } }
            @Async static AsyncGenerator<Bad> bads(String name) {
              try { for (int i = 1; i < 9; i++) emit(new Bad(await(later(i)))); } finally { log("close " + name); await(later(1)); }
              return end();
            }
            static String of(Object o) { return o instanceof Bad(int x) ? "outside " + x : "none"; }
            @Async static Coroutine<Object> test() throws Exception {
              for (int way = 0; way < 3; way++) {
                try { log(await(find(way))); } catch (MatchException e) { log(e.getCause().getMessage()); }
              }
              try { await(amongResources()); } catch (MatchException e) { log("thrown"); }
              return done(of(new Bad(1)));
            }
            @Async private static Coroutine<String> find(int way) {
              Object outside = new Bad(way);
              try {
                for (Bad a : each(bads("a"))) {
                  for (Bad b : each(bads("b"))) {
                    try {
                      if (way == 0 && (Object) b instanceof Bad(int x)) log("got" + x);
                    } catch (MatchException e) { log("caught " + await(later(e.getCause().getMessage()))); break; }
                    if (way == 1) log("then" + switch ((Object) b) { case Bad(int x) when await(later(x)) > 0 -> x; default -> 0; });
                  }
                  if (way == 2) log("out" + switch ((Object) a) { case Bad(int x) -> await(later(x)); default -> 0; });
                  if (way == 0) break;
                }
                if (outside instanceof Bad(int x)) return done("end" + x);
              } finally { log("finally" + await(later(way))); }
              return done("none");
            }
            @Async static Coroutine<Object> amongResources() throws IOException {
              for (int i : each(numbers())) {
                try (var in = new StringReader("r")) {
                  for (Bad b : each(bads("c" + i))) { if ((Object) b instanceof Bad(int x)) log("got" + x + in.read()); }
                  if (new Bad(i + 1) instanceof Bad(int x)) log("left" + x);
                } catch (MatchException e) { log(await(later("caught"))); if (i == 1) throw e; }
              }
              return done(0);
            }
            @Async static AsyncGenerator<Integer> numbers() {
              try { for (int i = 0; i < 2; i++) emit(await(later(i))); } finally { log("close"); }
              return end();
            }
            """)
        .logs(
            "got1 caught x2 close b close a finally0 end0"
                + " then1 close b close a finally1 x2"
                + " close b out1 close b close a finally2 x2"
                + " got1114 close c0 caught got1114 close c1 caught close thrown outside 1");
  }

  @Test
  void returnOutOfATryAmongLoopsClosesEachOnce() {
    Program.of(
            """
            record Source(String name) implements AsyncIterable<Integer>, AsyncIterator<Integer>, AsyncCloseable {
              public AsyncIterator<Integer> asyncIterator() { return this; }
              @Async public Coroutine<Boolean> hasNext() { return done(await(later(true))); }
              public Integer next() { return 1; }
              @Async public Coroutine<Void> closeAsync() { log("close " + name); await(later(1)); return done(); }
            }
            @Async static Coroutine<Object> test() {
              for (int a : each(new Source("a"))) {
                try {
                  for (int b : each(new Source("b"))) { for (int c : each(new Source("c"))) { return done(await(later(a + b + c))); } }
                } catch (IllegalStateException e) { log("no"); }
              }
              return done(0);
            }
            """)
        .logs("close c close b close a 3");
  }

  @Test
  void closeThatFailsOnReturnClosesNoLoopTwice() {
    Program.of(
            """
            record Source(String name, boolean bad) implements AsyncIterable<Integer>, AsyncIterator<Integer>, AsyncCloseable {
              public AsyncIterator<Integer> asyncIterator() { return this; }
              @Async public Coroutine<Boolean> hasNext() { return done(await(later(true))); }
              public Integer next() { return 1; }
              @Async public Coroutine<Void> closeAsync() throws IOException {
                log("close " + name); await(later(1)); if (bad) throw new IOException(name + " failed"); return done();
              }
            }
            @Async private static Coroutine<Integer> find(boolean inner, boolean outer) throws IOException {
              for (int x : each(new Source("x", outer))) for (int y : each(new Source("y", inner))) return done(await(later(x + y)));
              return done(0);
            }
            @Async static Coroutine<Object> test() {
              for (int way = 0; way < 4; way++) {
                try { log(await(find((way & 1) != 0, (way & 2) != 0))); }
                catch (IOException e) { log(e.getMessage()); for (Throwable also : e.getSuppressed()) log("and " + also.getMessage()); }
              }
              return done("end");
            }
            """)
        .logs(
            "close y close x 2 close y close x y failed close y close x x failed close y close x y failed and x failed"
                + " end");
  }

  @Test
  void failureOfTheGeneratorReachesTheLoopAndBothFailuresAreKept() {
    Program.of(
            """
            @Async static AsyncGenerator<Integer> bad(boolean late) throws IOException {
              try { emit(1); if (!late) await(failing(new IOException("source")), IOException.class); emit(2); }
              finally { if (late) throw new IllegalStateException("cleanup"); }
              return end();
            }
            @Async static Coroutine<Object> test() {
              try { for (int i : each(bad(false))) log(i); } catch (IOException e) { log(e.getMessage()); }
              try { for (int i : each(bad(true))) throw new RuntimeException("body"); }
              catch (Exception e) { return done(e.getMessage() + e.getSuppressed()[0].getMessage()); }
              return done("no");
            }
            """)
        .logs("1 source bodycleanup");
  }

  @Test
  void cancelThatComesWhileANestedGeneratorClosesIsForTheTask() {
    Program.of(
            """
            @Async static AsyncGenerator<Integer> inner() {
              try { emit(1); } finally { log("closing"); await(sleep(millis(5))); }
              return end();
            }
            @Async static AsyncGenerator<Integer> outer() { for (int i : each(inner())) emit(i); return end(); }
            @Async static Coroutine<Void> leave() { for (int i : each(outer())) break; log("went on"); return done(); }
            @Async static Coroutine<Object> test() {
              Task<Void> task = createTask(leave());
              await(yieldNow());
              task.cancel();
              await(waitAll(List.of(task)));
              return done(task.isCancelled() ? "cancelled" : "not cancelled");
            }
            """)
        .logs("closing cancelled");
  }

  @Test
  void closingAGeneratorThatNeverStartedRunsNothing() {
    Program.of(
            TICKS
                + """
            @Async static Coroutine<Object> test() {
              var source = ticks(3);
              await(source.closeAsync());
              for (int i : each(source)) log(i);
              var begun = ticks(3);
              log(await(begun.hasNext()) + "" + await(begun.hasNext()) + begun.next());
              await(begun.closeAsync()); await(begun.closeAsync());
              return done(await(begun.hasNext()));
            }
            """)
        .logs("make0 truetrue0 closed3 false");
  }

  @Test
  void generatorsComposeAndKeepEveryKindOfLocal() {
    Program.of(
            """
            @Async static AsyncGenerator<Long> squares(int n) { for (long i = 1; i <= n; i++) { double half = i / 2.0; emit(i * i); await(later(half)); } return end(); }
            @Async AsyncGenerator<String> text(AsyncIterable<Long> source) { for (long l : each(source)) if (l % 2 == 1) emit("<" + l + ">"); return end(); }
            @Async static Coroutine<Object> test() { String s = ""; for (String t : each(new P().text(squares(5)))) s += t; return done(s); }
            """)
        .returns("<1><9><25>");
  }

  @Test
  void loopsOverQueuesAndInsideLambdasAndScopes() {
    Program.ofBody(
            """
            var queue = new AsyncQueue<Integer>(1);
            List<Integer> seen = new ArrayList<>();
            try (var group = taskGroup()) {
              group.createTask(() -> { for (int i = 0; i < 5; i++) await(queue.put(i)); queue.shutdown(); return done(null); });
              group.createTask(() -> { for (int i : each(queue)) { seen.add(i); await(later(1)); } return done(null); });
            }
            return done(seen.toString());
            """)
        .returns("[0, 1, 2, 3, 4]");
  }

  @Test
  void loopInsideConstructorArguments() { // T46
    Program.of(
            TICKS
                + """
            record Pair(Object left, Object right) {
              Pair { log("new"); }
            }
            @Async static Coroutine<Pair> pair(int way) throws Exception {
              return done(new Pair(log("left"), switch (way) {
                case 0 -> { int sum = 0; for (int i : each(ticks(2))) sum += await(later(i)) + 10; yield sum; }
                case 1 -> { int sum = 0; for (int i : each(ticks(9))) { if (i == 1) break; sum += 5; } yield sum; }
                case 2 -> { for (int i : each(ticks(9))) { yield new Pair(i, new Pair(await(later(1)), 2)); } yield "none"; }
                case 3 -> { outer: for (int r = 0; ; r++) { for (int i : each(ticks(9))) { if (r < 1) continue outer; break outer; } } yield "left"; }
                case 4 -> {
                  try { for (int i : each(ticks(9))) throw new IOException("caught"); yield "none"; }
                  catch (IOException e) { yield e.getMessage(); } finally { log("finally" + await(later(4))); }
                }
                default -> { for (int i : each(ticks(9))) throw new IOException("thrown"); yield "none"; }
              }));
            }
            @Async static Coroutine<Object> test() throws Exception {
              String text = "";
              for (int way = 0; way < 5; way++) text += await(pair(way));
              try { await(pair(5)); } catch (IOException e) { text += e.getMessage(); }
              return done(text.replace("Pair", ""));
            }
            """)
        .logs(
            "left make0 make1 exhausted closed2 new "
                + "left make0 make1 closed9 new "
                + "left make0 new new closed9 new "
                + "left make0 closed9 make0 closed9 new "
                + "left make0 closed9 finally4 new "
                + "left make0 closed9 "
                + "[left=left, right=21][left=left, right=5]"
                + "[left=left, right=[left=0, right=[left=1, right=2]]]"
                + "[left=left, right=left][left=left, right=caught]thrown");
  }

  @Test
  void unboxedResultIsReturnedFromInsideALoop() {
    Program.of(
            TICKS
                + """
            @Async private static Coroutine<Integer> first() { for (int i : each(ticks(9))) { return done(i + 7); } return done(0); }
            @Async private static Coroutine<Integer> own(int n) { if (n == 0) return done(1); for (int i : each(ticks(9))) { return own(0); } return done(2); }
            @Async private static Coroutine<Long> wide(long n) { for (int i : each(ticks(9))) { return done(await(wide(0)) + n); } return done(n); }
            @Async static Coroutine<Object> test() { return done(await(first()) + await(own(3)) + ""); }
            """)
        .logs("make0 closed9 make0 closed9 8");
  }
}
