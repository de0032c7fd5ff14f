package dev.simmer.processor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.processor.Later;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a debugger shows at a breakpoint after an await: what plain Java would show. Pins: T68, T69.
 *
 * <p>A line with a breakpoint ends in a comment that says what its locals are at each hit.
 */
class DebuggerTest {
  private static final String MAIN =
      """
      public static void main(String[] args) throws Exception {
        dev.simmer.processor.Later.start(dev.simmer.processor.Later.Mode.valueOf(args[0]));
        run(test());
      }
      """;

  private static final String EVERY_KIND =
      MAIN
          + """
          @Async static Coroutine<Object> test() throws Exception {
            await(primitives(true, (byte) 1, 'c'));
            await(references("s", new int[] {1, 2}, null));
            await(loops());
            await(caught());
            await(patterns("text", 7));
            await(new P().fields(1));
            for (int n : each(numbers(3, "g"))) log(n);
            await(resources());
            await(lambdas("captured"));
            return done(0);
          }
          @Async static Coroutine<Object> primitives(boolean z, byte b, char c) {
            short s = 3;
            int i = 4;
            long j = 5L;
            float f = 1.5f;
            double d = 2.5;
            await(later(1));
            log(0); // boolean z = true; byte b = 1; char c = c; short s = 3; int i = 4; long j = 5; float f = 1.5; double d = 2.5
            log("" + z + b + c + s + i + j + f + d);
            return done(0);
          }
          @Async private static Coroutine<Object> references(String s, int[] numbers, Object none) {
            Integer boxed = 1000;
            List<String> list = new ArrayList<>();
            Object typed = await(later("object"));
            log(0); // String s = "s"; int[] numbers = {1, 2}; Object none = null; Integer boxed = Integer(1000); List list = ArrayList; Object typed = "object"
            log(s + numbers + none + boxed + list + typed);
            return done(0);
          }
          @Async static Coroutine<Object> loops() {
            int total = 0;
            for (int i = 0; i < 2; i++) {
              await(later(1));
              total += 10 + i; // int total = 0; int i = 0 | int total = 10; int i = 1
            }
            for (String each : List.of("a", "b")) {
              await(later(2));
              log(each + total); // int total = 21; String each = "a" | int total = 21; String each = "b"
            }
            {
              long reused = 8;
              await(later(3));
              log(reused); // int total = 21; long reused = 8
            }
            String slot = "reuses";
            await(later(4));
            log(slot + total); // int total = 21; String slot = "reuses"
            return done(0);
          }
          @Async static Coroutine<Object> caught() {
            int before = 1;
            try {
              await(failing(new IllegalStateException("x")));
              log("never");
            } catch (IllegalStateException e) {
              log(1); // int before = 1; IllegalStateException e = IllegalStateException
              await(later(1));
              log(e + "" + before); // int before = 1; IllegalStateException e = IllegalStateException
            } finally {
              await(later(2));
              log(before); // int before = 1
            }
            return done(before);
          }
          @Async static Coroutine<Object> patterns(Object o, Object other) {
            if (o instanceof String text && other instanceof Integer number) {
              await(later(1));
              log(text + number + o + other); // Object o = "text"; Object other = Integer(7); String text = "text"; Integer number = Integer(7)
            }
            return done(0);
          }
          int field = 5;
          String name = "n";
          @Async Coroutine<Object> fields(int n) {
            field += await(later(n));
            log(n); // int n = 1; this.field = 6; this.name = "n"
            return done(field);
          }
          @Async static AsyncGenerator<Integer> numbers(int n, String label) {
            for (int i = 1; i < n; i++) {
              emit(i);
              await(later(1));
              log(label + i); // int n = 3; String label = "g"; int i = 1 | int n = 3; String label = "g"; int i = 2
            }
            return end();
          }
          @Async static Coroutine<Object> resources() throws Exception {
            try (StringReader a = new StringReader("a"); StringReader b = await(later(new StringReader("b")))) {
              int read = await(later(a)).read();
              log(read); // StringReader a = StringReader; StringReader b = StringReader; int read = 97
              log(b.read());
            }
            return done(0);
          }
          @Async static Coroutine<Object> lambdas(String captured) throws Exception {
            int local = 2;
            AsyncFunction<Integer, Object, Exception> body =
                argument -> {
                  int inner = 3;
                  await(later(1));
                  log(inner + local + argument + captured); // int local = 2; String captured = "captured"; Integer argument = Integer(1); int inner = 3
                  return done(0);
                };
            return done(await(body.apply(1)));
          }
          """;

  @ParameterizedTest
  @EnumSource(names = {"READY", "SUSPENDING"})
  void everyVisibleLocalHasTheValueThatPlainJavaShows(Later.Mode mode) throws Exception { // T69
    Sample sample = Sample.of(EVERY_KIND);
    assertThat(shown(sample, mode)).isEqualTo(stated(sample));
  }

  private static final String DEAD_LOCALS =
      MAIN
          + """
          @Async static Coroutine<Object> test() throws Exception {
            return done(await(dead("unused", 1)));
          }
          @Async static Coroutine<Object> dead(String unused, int n) {
            String gone = "gone";
            int count = 7;
            log(gone + count);
            await(later(n));
            log(1); // %s
            count = 8;
            log(2); // %s
            log(count);
            return done(0);
          }
          """;

  @ParameterizedTest
  @EnumSource(names = {"READY", "SUSPENDING"})
  void localThatIsNotKeptIsOutOfSightRatherThanWrong(Later.Mode mode) throws Exception { // T65, T69
    Sample sample = Sample.of(DEAD_LOCALS.formatted("nothing", "int count = 8"));
    assertThat(shown(sample, mode)).isEqualTo(stated(sample));
  }

  @ParameterizedTest
  @EnumSource(names = {"READY", "SUSPENDING"})
  void everyLocalStaysInSightWhenCompiledForDebugging(Later.Mode mode) throws Exception { // T68
    String kept = "String unused = \"unused\"; int n = 1; String gone = \"gone\"; int count = ";
    Sample sample = Sample.of(DEAD_LOCALS.formatted(kept + 7, kept + 8), "-Asimmer.debug=true");
    assertThat(shown(sample, mode)).isEqualTo(stated(sample));
  }

  private static final String STEPS =
      MAIN
          + """
          @Async static Coroutine<Object> test() throws Exception {
            return done(await(steps(1)));
          }
          @Async static Coroutine<Object> steps(int n) {
            int a = 1; // @first
            int b = await(later(2)); // @await
            a += b; // @next
            return done(a); // @last
          }
          """;

  @Test
  void stepOverAnAwaitThatNeedNotWaitEndsOnTheNextLine() throws Exception { // T69
    Sample sample = Sample.of(STEPS);
    try (Debugger debugger = Debugger.of(sample, Later.Mode.READY, List.of(sample.line("first")))) {
      Debugger.Stop stop = debugger.next();
      List<String> places = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        places.add(stop.place());
        stop.stepOver();
        stop = debugger.next();
      }
      assertThat(places)
          .containsExactly(
              "P.steps(P.java:" + sample.line("first") + ")",
              "P.steps(P.java:" + sample.line("await") + ")",
              "P.steps(P.java:" + sample.line("next") + ")",
              "P.steps(P.java:" + sample.line("last") + ")");
    }
  }

  /** The method returns when it waits, so the step ends where its generated caller goes on. */
  @Test
  void stepOverAnAwaitThatWaitsLeavesTheMethodAndABreakpointBehindItStops()
      throws Exception { // T69
    Sample sample = Sample.of(STEPS);
    try (Debugger debugger =
        Debugger.of(
            sample, Later.Mode.SUSPENDING, List.of(sample.line("await"), sample.line("next")))) {
      Debugger.Stop stop = debugger.next();
      assertThat(stop.line()).isEqualTo(sample.line("await"));
      assertThat(debugger.next().line()).isEqualTo(sample.line("await")); // once more: it waits
      stop.stepOver();
      stop = debugger.next();
      assertThat(stop.location().declaringType().name()).isEqualTo("P$$Simmer");
      stop = debugger.next();
      assertThat(stop.place()).isEqualTo("P.steps(P.java:" + sample.line("next") + ")");
      stop.stepOver();
      stop = debugger.next();
      assertThat(stop.line()).isEqualTo(sample.line("last"));
    }
  }

  /** What the comments state, by line. */
  private static Map<Integer, List<String>> stated(Sample sample) {
    Map<Integer, List<String>> stated = new LinkedHashMap<>();
    sample.comments().forEach((line, text) -> stated.put(line, List.of(text.split(" \\| "))));
    return stated;
  }

  /** What the debugger shows, by line. */
  private static Map<Integer, List<String>> shown(Sample sample, Later.Mode mode) throws Exception {
    Map<Integer, List<String>> shown = new LinkedHashMap<>();
    try (Debugger debugger = Debugger.of(sample, mode, List.copyOf(sample.comments().keySet()))) {
      for (Debugger.Stop stop = debugger.next(); stop != null; stop = debugger.next()) {
        String locals = stop.locals();
        shown
            .computeIfAbsent(stop.line(), line -> new ArrayList<>())
            .add(locals.isEmpty() ? "nothing" : locals);
      }
    }
    return shown;
  }
}
