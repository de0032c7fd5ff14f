package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Returning somebody else's coroutine. */
class ReturnsTest {
  @Test
  void returnInsideTryIsAwaitedInsideTheTry() { // T87
    Program.of(
            """
            @Async static Coroutine<String> bad() throws IOException { await(later(1)); throw new IOException("caught"); }
            @Async static Coroutine<Object> test() {
              try { return done(await(inner())); } finally { log("out"); }
            }
            @Async static Coroutine<String> inner() {
              try { return bad(); } catch (IOException e) { return done(await(later(e.getMessage()))); } finally { log("in"); }
            }
            """)
        .logs("in out caught");
  }

  @Test
  void returnInsideAnAwaitedResourceWaitsBeforeTheClose() { // T87
    Program.of(
            """
            record R(String name) implements AutoCloseable { public void close() { log("close " + name); } }
            @Async static Coroutine<String> work(String s) { log("start " + s); await(later(1)); log("end " + s); return done(s); }
            @Async static Coroutine<String> guarded(String s) { try (var r = new R(s)) { return work(s); } }
            @Async static Coroutine<Object> test() { var cold = guarded("a"); cold.close(); return done(await(guarded("b"))); }
            """)
        .logs("start b end b close b b");
  }

  @Test
  void returnedCoroutineMergesWithAnEndedOne() {
    Program.of(
            """
            @Async static Coroutine<String> a() { return done(await(later("a"))); }
            @Async static Coroutine<String> pick(int i) { return i == 0 ? a() : i == 1 ? done("b") : i == 2 ? null : a(); }
            @Async static Coroutine<Object> test() {
              String s = await(pick(0)) + await(pick(1)) + await(pick(3));
              try { await(pick(2)); } catch (NullPointerException e) { s += "npe"; }
              return done(s);
            }
            """)
        .returns("abanpe");
  }

  @Test
  void assignmentInsideTryIsNotTakenForAReturn() {
    Program.of(
            """
            @Async static Coroutine<String> bad() { log("ran"); throw new IllegalStateException("late"); }
            @Async static Coroutine<Object> test() {
              try { return done(await(late())); } catch (IllegalStateException e) { return done(e.getMessage()); }
            }
            @Async static Coroutine<String> late() {
              Coroutine<String> c;
              try { await(later(1)); c = bad(); } catch (IllegalStateException e) { return done("wrong"); } finally { log("finally"); }
              log("after");
              return c;
            }
            """)
        .logs("finally after ran late");
  }

  @Test
  void castOfABoxedResultFailsAsWritten() { // T56, T89
    Program.of(
            """
            @Async private static Coroutine<int[]> own() { await(later(1)); return done((int[]) (Object) 'x'); }
            @Async private static Coroutine<Character> passes() { return done((Character) (Object) await(number())); }
            @Async private static Coroutine<Integer> number() { await(later(1)); return done(1); }
            @Async private static Coroutine<Object> fits() { return done((Object) (Number) await(number())); }
            @Async static Coroutine<Object> test() {
              try { await(own()); log("own"); } catch (ClassCastException e) { log("failed"); }
              try { await(passes()); log("passes"); } catch (ClassCastException e) { log("failed"); }
              return done(await(fits()));
            }
            """)
        .logs("failed failed 1");
  }

  @Test
  void endlessTailCallsTakeConstantSpace() { // T86
    Program.of(
            """
            @Async static Coroutine<Integer> down(int n) { return n == 0 ? done(0) : down(n - 1); }
            @Async static Coroutine<Integer> downSuspending(int n) { if (n == 0) return done(await(later(7))); if (n % 1000 == 0) await(yieldNow()); return downSuspending(n - 1); }
            @Async private static Coroutine<Integer> own(int n) { if (n == 0) { return done(await(later(1))); } return own(n - 1); }
            @Async static Coroutine<Object> test() { return done(await(down(1_000_000)) + await(downSuspending(200_000)) + await(own(1_000_000))); }
            """)
        .returns(8);
  }

  @Test
  void returnOfOneOfSeveralInsideATryIsAwaitedInsideTheTry() { // T87, T18, T20
    Program.of(
            """
            @Async static Coroutine<String> bad(String s) throws IOException { await(later(1)); throw new IOException(s); }
            @Async static Coroutine<String> ternary(int i) {
              try { return i == 0 ? bad("a") : done("ok"); } catch (IOException e) { return done("caught " + e.getMessage()); }
            }
            @Async static Coroutine<String> arms(int i) {
              try { return switch (i) { case 0 -> bad("b"); case 1 -> done("ok"); default -> throw new IOException("c"); }; }
              catch (IOException e) { return done("caught " + e.getMessage()); }
              finally { log("finally"); }
            }
            @Async static Coroutine<Object> test() {
              return done(await(ternary(0)) + await(ternary(1)) + await(arms(0)) + await(arms(1)) + await(arms(2)));
            }
            """)
        .logs("finally finally finally caught aokcaught bokcaught c");
  }

  @Test
  void resultIsConvertedAsTheReturnSays() { // T88, T89
    Program.of(
            """
            @Async static Coroutine<Long> widened() { return done((long) await(later(1))); }
            @Async private static Coroutine<Double> doubled() { return done(await(later(1)) / 2.0); }
            @Async static Coroutine<Object> boxed() { return done(await(later('c'))); }
            @Async private static Coroutine<Number> either(boolean b) { return b ? done(await(later(1))) : done(2.5); }
            @Async static Coroutine<Void> nothing() { return await(later(true)) ? done() : done(null); }
            @Async static Coroutine<Character> cut() { return done((char) (await(later('a')) + 1)); }
            @Async static <T> Coroutine<List<T>> generic(T t) { return done(List.of(await(later(t)))); }
            @Async private static Coroutine<Boolean> assigned() { boolean b; return done(b = await(later(true))); }
            @Async private static Coroutine<Integer> none() { return done(null); }
            @Async static Coroutine<Object> test() {
              String s = "" + await(widened()) + await(doubled()) + await(boxed()) + await(either(true)) + await(either(false)) + await(nothing()) + await(cut())
                  + await(generic("g")) + await(assigned()) + await(none());
              try { int i = await(none()); } catch (NullPointerException e) { s += "npe"; }
              return done(s);
            }
            """)
        .returns("10.5c12.5nullb[g]truenullnpe");
  }

  @Test
  void tailCallHasNoFrameUnlessTheOptionForDebuggingIsOn() { // T86
    String source =
        """
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        public class P {
          @Async static Coroutine<String> inner() { await(sleep(seconds(1))); return done("end"); }
          @Async static Coroutine<String> tail() { return inner(); }
          @Async static Coroutine<String> outer() { return done(await(tail())); }
          static String test() {
            return run(() -> {
              var task = createTask(outer());
              await(yieldNow());
              var names = task.stack().stream().map(StackTraceElement::getMethodName).toList();
              return done(names + await(task));
            }, RunOptions.defaults().virtualTime(true));
          }
        }
        """;
    assertThat(stackOf(source)).isEqualTo("[inner, outer]end");
    assertThat(stackOf(source, "-Asimmer.debug=true")).isEqualTo("[inner, tail, outer]end");
  }

  private static Object stackOf(String source, String... options) {
    try {
      return Compiled.compile(List.of(new SimmerProcessor()), List.of(options), source)
          .call("P", "test");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
