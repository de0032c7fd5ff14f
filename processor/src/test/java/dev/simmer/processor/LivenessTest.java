package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a suspended frame holds. */
class LivenessTest {
  private static final String COLLECTED =
      """
      static java.lang.ref.WeakReference<Object> ref;
      static boolean gone() { for (int i = 0; i < 2 && ref.get() != null; i++) { System.gc(); } return ref.get() == null; }
      static Object make() { Object o = new Object(); ref = new java.lang.ref.WeakReference<>(o); return o; }
      @Async static Coroutine<Boolean> whileSuspended(Coroutine<Object> c) throws Exception {
        var task = createTask(c); c = null;
        await(sleep(millis(1)));
        boolean gone = gone();
        task.cancel();
        try { await(task); } catch (CancelledError e) { log("cancelled"); }
        return done(gone);
      }
      """;

  @Test
  void deadLocalIsNotKept() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> dead() { Object o = make(); o.hashCode(); await(sleep(seconds(9))); return done(1); }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(dead()))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void valueThatAnEarlierSuspensionSavedIsForgotten() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> twice() {
              Object o = make(); String other = "x";
              await(yieldNow()); o.hashCode(); other += o.getClass();
              await(sleep(seconds(9))); return done(other);
            }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(twice()))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void unusedArgumentIsNotKept() { // T66
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> unused(Object o) { await(sleep(seconds(9))); return done(1); }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(unused(make())))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void valueThatOnlyAHandlerNeedsIsKept() { // T67
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> handler() {
              Object o = make();
              try { await(sleep(seconds(9))); } catch (CancelledError e) { log(o != null); throw e; }
              return done(1);
            }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(handler()))); }
            """)
        .logs("true cancelled false");
  }

  @Test
  void debugOptionKeepsVisibleLocalsAndDumpShowsTheDifference(@TempDir Path dump)
      throws Exception { // T68
    String source =
        """
        import static dev.simmer.Simmer.*;
        import dev.simmer.*;
        class P { @Async Coroutine<Integer> m(String unused, int n) { String dead = "d"; dead.length(); await(sleep(millis(n))); return done(n); } }
        """;
    assertThat(dumpOf(dump.resolve("plain"), List.of(), source))
        .contains("state 2, line 3")
        .contains("saved  [local 2 int in l0]");
    assertThat(dumpOf(dump.resolve("debug"), List.of("-Asimmer.debug=true"), source))
        .contains("local 1 java.lang.String in r1")
        .contains("local 2 int in l0")
        .contains("local 3 java.lang.String in r2");
  }

  private static String dumpOf(Path folder, List<String> options, String source) throws Exception {
    List<String> all =
        Stream.concat(options.stream(), Stream.of("-Asimmer.dump=" + folder)).toList();
    Compiled.compile(List.of(new SimmerProcessor()), all, source).verified();
    return Files.readString(folder.resolve("P").resolve("0-m.txt"));
  }

  private static final List<String> FACTORY =
      List.of(
          """
          package a;
          public class Factory {
            static class Hidden extends Factory { public String toString() { return "hidden"; } }
            public static Hidden make() { return new Hidden(); }
          }
          """);

  @Test
  void localOfATypeThatTheClassMayNotNameIsRestored() { // T76
    Program.beside(
            FACTORY,
            """
            @Async static Coroutine<Object> test() { a.Factory f = a.Factory.make(); await(later(1)); return done(f.toString() + await(later(a.Factory.make()))); }
            """)
        .returns("hiddenhidden");
  }

  @Test
  void valueOfATypeThatTheClassMayNotNameMayLieBelowABranch() { // T76
    Program.beside(
            FACTORY,
            """
            static String join(a.Factory f, int n) { return f.toString() + n; }
            @Async static Coroutine<Object> test() {
              int x = await(later(1));
              return done(join(a.Factory.make(), switch (x) { case 1 -> { int y = await(later(2)); yield y > 1 ? y : x; } default -> 0; }));
            }
            """)
        .returns("hidden2");
  }

  @Test
  void parameterThatWasMadeNullBeforeAnAwaitIsNullAfterIt() { // T61
    Program.of(
            """
            static Object seen;
            @Async private static Coroutine<Object> nothing(Object o) { await(later(seen = o = null)); return done(1); }
            @Async private static Coroutine<Object> nulled(String s) { s = null; await(later(1)); return done(s + "!"); }
            @Async static Coroutine<Object> test() { return done(await(nothing("x")) + "" + await(nulled("y"))); }
            """)
        .returns("1null!");
  }

  @Test
  void valueOfTheLastRoundIsForgottenInTheNext() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> loop() {
              for (int i = 0; i < 2; i++) {
                if (i == 1) { await(sleep(seconds(9))); continue; }
                Object o = make();
                await(yieldNow());
                o.hashCode();
              }
              return done(1);
            }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(loop()))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void eachBranchKeepsOnlyWhatItNeeds() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> branch(int way) {
              Object o = make(); Object other = new Object();
              switch (await(later(way))) {
                case 0: await(sleep(seconds(9))); return done(o.hashCode());
                case 1: await(sleep(seconds(9))); return done(other.hashCode());
                default: if (way == 2) { o.hashCode(); } else { other = o; }
              }
              await(sleep(seconds(9)));
              return done(other.hashCode());
            }
            @Async static Coroutine<Object> test() throws Exception {
              String s = "";
              for (int way = 0; way < 4; way++) s += await(whileSuspended(branch(way))) + " ";
              return done(s);
            }
            """)
        .logs("cancelled cancelled cancelled cancelled false true true false ");
  }

  @Test
  void twoReferencesToOneObjectAreBothForgotten() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> both() {
              Object a = make(); Object b = a; Object[] c = {b};
              await(yieldNow());
              if (a == b && c[0] == a) { a = null; }
              c = null;
              await(sleep(seconds(9)));
              return done(a);
            }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(both()))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void valuesBelowAnAwaitAreForgottenWhenTheyAreUsed() { // T65
    Program.of(
            COLLECTED
                + """
            static int use(Object o, int n) { return n; }
            @Async static Coroutine<Object> stack() {
              int n = use(make(), await(later(1)));
              await(sleep(seconds(9)));
              return done(n);
            }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(stack()))); }
            """)
        .logs("cancelled true");
  }

  @Test
  void awaitedResultIsForgottenAfterItsLastUse() { // T65
    Program.of(
            COLLECTED
                + """
            @Async static Coroutine<Object> awaited() { Object o = await(later(make())); o.hashCode(); await(sleep(seconds(9))); return done(1); }
            @Async static Coroutine<Object> test() throws Exception { return done(await(whileSuspended(awaited()))); }
            """)
        .logs("cancelled true");
  }
}
