package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Coroutine;
import dev.simmer.Simmer;
import org.junit.jupiter.api.Test;

/** Values below an await on the operand stack, and evaluation order. */
class OperandStackTest {
  @Test
  void argumentsAreEvaluatedOnceFromLeftToRight() { // T43, T44, T53
    Program.of(
            """
            static String join(Object... all) { return Arrays.toString(all); }
            static String three(String a, long b, double c) { return a + b + c; }
            @Async static Coroutine<Object> test() {
              log(join(log(1), await(later(log(2))), log(3), await(later(log(4)))));
              return done(three(log("a"), await(later(log(5L))), await(later(log(2.5)))));
            }
            """)
        .logs("1 2 3 4 [1, 2, 3, 4] a 5 2.5 a52.5");
  }

  @Test
  void everyKindOfValueLiesBelowAnAwait() { // T45, T60
    Program.of(
            """
            static String all(boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a, Object n, Runnable r, int last) {
              r.run();
              return z + "" + b + s + c + i + l + f + d + t + a[0] + n + last;
            }
            @Async static Coroutine<Object> test() {
              byte b = -1; short s = -2; char c = 'c'; int i = -4; long l = 1L << 40; float f = 0.5f; double d = -0.0;
              return done(all(true, b, s, c, i, l, f, d, "t", new int[] {7}, null, () -> log("ran"), await(later(9))));
            }
            """)
        .logs("ran true-1-2c-410995116277760.5-0.0t7null9");
  }

  @Test
  void constantsOfEveryKindLieBelowAnAwait() { // T45, T60
    Program.of(
            """
            static String all(boolean z, byte b, char c, int i, int j, long l, long m, float f, double d, String t, Class<?> u, Class<?> v, Object n, int last) {
              return z + "" + b + c + i + j + l + m + f + d + t + u.getSimpleName() + v.getSimpleName() + n + last;
            }
            @Async static Coroutine<Object> test() {
              return done(all(true, (byte) -1, 'c', 300, 70_000, 1L, 1L << 40, -0f, Double.MIN_VALUE, "t", String.class, long[].class, null, await(later(9))));
            }
            """)
        .returns("true-1c3007000011099511627776-0.04.9E-324tStringlong[]null9");
  }

  @Test
  void textsAndClassesBelowAnAwaitAreTheObjectsTheyWere() { // T45
    Program.of(
            """
            static boolean same(Object a, Object b, int n, Object c) { return a == "text" && b == P.class && n == 5 && c == "text"; }
            @Async static Coroutine<Object> test() { return done(same("text", P.class, 5, await(later("text")))); }
            """)
        .returns(true);
  }

  @Test
  void oneOfSeveralConstantsLiesBelowAnAwait() { // T45, T52, T62
    Program.of(
            """
            static String g(Object a, int b, long c, boolean d, Object e) { return a + ":" + b + c + d + e + " "; }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int i = 0; i < 3; i++) {
                s += g(i == 0 ? "a" : null, i == 1 ? 1 : 2, i > 1 ? 3L : 4L, i != 0, i == 0 ? await(later("x")) : await(later("y")));
                s += g("k", switch (i) { case 0 -> 10; case 1 -> 20; default -> await(later(i)); }, 5L, i == 0 || await(later(i)) > 1, await(later("z")));
              }
              return done(s);
            }
            """)
        .returns("a:24falsex k:105truez null:14truey k:205falsez null:23truey k:25truez ");
  }

  @Test
  void constantsBelowAnAwaitArePushedInEveryRound() { // T9, T45, T53
    Program.of(
            """
            static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }
            @Async static Coroutine<Object> test() {
              String s = "";
              int n = 0;
              while (three(1, 2, await(later(n))) < 123) {
                int[] a = {7, await(later(n)), 9, await(later(++n))};
                s += Arrays.toString(a);
                try { s += three(4, 5, n == 2 ? await(later(Integer.parseInt("x"))) : await(later(6))); }
                catch (NumberFormatException e) { s += three(await(later(7)), 8, await(later(9))); }
              }
              return done(s);
            }
            """)
        .returns("[7, 0, 9, 1]456[7, 1, 9, 2]789[7, 2, 9, 3]456");
  }

  @Test
  void constructorArgumentsAwait() { // T46
    Program.of(
            """
            static class X { static { log("X init"); } final String s; X(Object a, Object b) { s = a + "" + b; } public String toString() { return s; } }
            static class Y extends X { static { log("Y init"); } Y(Object a) { super("y", a); } }
            class Inner { final Object o; Inner(Object o) { this.o = o; } }
            @Async static Coroutine<Object> test() {
              var x = new X(log(1), new Y(await(later(log(2)))));
              var p = new P();
              var inner = p.new Inner(await(later("in")));
              throw new IllegalStateException(new StringBuilder(await(later("m"))).append(x).append(inner.o).toString());
            }
            """)
        .returns("java.lang.IllegalStateException: m1y2in");
  }

  @Test
  void classOfANewIsInitialisedBeforeTheArguments() { // T46, T93
    Program.of(
            """
            static class X { static { log("init"); } X(Object a) { log(a); } }
            @Async static Coroutine<Object> test() { new X(await(later(log("argument")))); return done("end"); }
            """)
        .logs("init argument argument end");
  }

  @Test
  void constructionsNestInTheArgumentsOfEachOther() { // T46
    Program.ofBody(
            """
            class Local { final Object a; Local(Object a, Object b) { this.a = a + "" + b; } }
            return done(new Local(await(later(true)) ? new Local(1, await(later(2))).a : "no", await(later(3))).a);
            """)
        .returns("123");
  }

  @Test
  void jumpOutOfConstructorArguments() { // T46
    Program.ofBody(
            """
            String s = "";
            for (int i = 0; i < 3; i++) {
              try { s += new StringBuilder(i == 1 ? await(later("x")) : fail(await(later(i)))); }
              catch (IllegalStateException e) { s += e.getMessage(); }
            }
            return done(s);
            }
            static String fail(int i) { throw new IllegalStateException("f" + i);
            """)
        .returns("f0xf2");
  }

  @Test
  void compoundAssignmentReadsTheTargetFirst() { // T48, T49
    Program.of(
            """
            int field = 10; static long total = 5;
            static int index() { log("i"); return 1; }
            static <T> T array(T a) { log("a"); return a; }
            @Async static Coroutine<Object> test() {
              P p = new P(); int[] a = {1, 2, 3}; long[] w = {4, 5};
              int x = 1;
              x += await(later(x = 5));
              array(a)[index()] += await(later(20));
              p.field -= await(later(3)); total *= await(later(2L)); w[index()]++;
              w[0] += await(later(1.5));
              a[2] <<= await(later(2));
              return done(x + ":" + a[1] + ":" + p.field + ":" + total + ":" + w[1] + ":" + w[0] + ":" + a[2]);
            }
            """)
        .logs("a i i 6:22:7:10:6:5:12");
  }

  @Test
  void assignmentsConcatenationsAndChains() { // T50, T51, T54
    Program.of(
            """
            @Async Coroutine<P> self() { await(later(1)); return done(this); }
            @Async Coroutine<String> name(String s) { return done(s + await(later("!"))); }
            @Async static Coroutine<Object> test() {
              String a, b;
              a = b = await(later("x"));
              String s = "<" + await(later(1)) + a + await(later('c')) + 2L + await(later(b)) + ">";
              return done(s + await(await(await(new P().self()).self()).name("n")));
            }
            """)
        .returns("<1xc2x>n!");
  }

  @Test
  void arraysAwaitInTheirElements() { // T53
    Program.ofBody(
            """
            int[] a = {await(later(1)), 2, await(later(3))};
            long[][] m = {{await(later(1L))}, {2, await(later(4L))}};
            String[] s = new String[await(later(2))];
            s[await(later(0))] = await(later("s"));
            return done(Arrays.toString(a) + m[1][1] + s[0] + new int[await(later(2))][await(later(3))][1].length);
            """)
        .returns("[1, 2, 3]4s2");
  }

  @Test
  void conversionsAfterAnAwait() { // T55, T56
    Program.ofBody(
            """
            long l = await(later(1)); double d = await(later('a')); Integer n = await(later((Integer) null));
            byte b = (byte) (int) await(later(300)); short s = (short) (await(later(1)) + 70000); char c = (char) (await(later('a')) + 1);
            try { int i = n; return done("no"); } catch (NullPointerException e) { log("npe"); }
            try { log(1 + await(later((Integer) null)) + (Integer) log(2)); } catch (NullPointerException e) { log("npe"); }
            try { String t = (String) (Object) await(later((Object) 1)); return done(t); } catch (ClassCastException e) { log("cce"); }
            return done(l + d + "" + b + s + c);
            """)
        .logs("npe npe cce 98.0444465b");
  }

  @Test
  void lambdasAndMethodReferencesLieBelowAnAwait() { // T58
    Program.of(
            """
            static <T> String apply(Function<T, String> f, T value) { return f.apply(value); }
            @Async static Coroutine<Object> test() {
              String p = await(later("p"));
              return done(apply(x -> p + x, await(later(1))) + apply(String::valueOf, await(later(2))) + apply(p::concat, await(later("q"))));
            }
            """)
        .returns("p12pq");
  }

  @Test
  void comparisonsOfLongsAndDoublesAwaitOnTheRight() { // T60
    Program.ofBody(
            """
            long l = 5; double d = 1.5; float f = 2;
            boolean a = l < await(later(6L)), b = d > await(later(1.0)), c = f == await(later(2f));
            return done(a + "" + b + c + (l * await(later(3L)) - d * await(later(2.0)) / f % await(later(7))));
            """)
        .returns("truetruetrue13.5");
  }

  @Test
  void constructorArgumentsThatJavacParksInLocals() { // T46, T20
    Program.of(
            """
            record Pair(int a, Object b) {}
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int k = 0; k < 2; k++) {
                s += new Pair(switch (await(later(k))) {
                  case 0 -> { try { yield await(later(1)); } finally { s += await(later("f")); } }
                  default -> { try { yield new Pair(await(later(2)), null).a(); } finally { k++; } } }, await(later("b")));
              }
              return done(s);
            }
            """)
        .returns("Pair[a=1, b=b]Pair[a=2, b=b]");
  }

  @Test
  void receiverComesBeforeTheArguments() { // T43, T44
    Program.of(
            """
            P show(Object a, Object b, long c) { log(a + "" + b + c); return this; }
            @Async static Coroutine<P> self() { log("self"); return done(new P()); }
            static P own() { log("own"); return new P(); }
            @Async static Coroutine<Object> test() {
              own().show(log(1), await(later(log(2))), await(later(log(3L)))).show(log(4), log(5), await(later(log(6L))));
              await(self()).show(await(later(log(await(later(7)) + await(later(1))))), log(9), await(later(10L)));
              P none = null;
              try { none.show(log("a"), await(later(log("b"))), 1); } catch (NullPointerException e) { log("npe"); }
              return done("end");
            }
            """)
        .logs("own 1 2 3 123 4 5 6 456 self 8 9 8910 a b npe end");
  }

  @Test
  void incrementsStandAroundAwaits() { // T49
    Program.of(
            """
            int field; static long total; byte small = 127;
            static int index() { log("i"); return 1; }
            @Async static Coroutine<Integer> last(int[] a) { await(later(1)); return done(a[0]++); }
            @Async Coroutine<Integer> lastField() { return done(++field); }
            @Async static Coroutine<Object> test() {
              P p = new P(); int[] a = {1, 2, 3}; int x = 1; Integer boxed = 5;
              String s = x++ + "" + await(later(x++)) + x + ++x + await(later(--x));
              a[index()]++; a[await(later(2))]--; a[x++ - 3] += await(later(x));
              p.field++; await(later(p)).field++; int old = p.field++ + await(later(++p.field));
              total--; p.small++; boxed++; boxed += await(later(boxed++));
              return done(s + x + Arrays.toString(a) + p.field + old + total + p.small + boxed + await(last(a)) + a[0] + await(p.lastField()));
            }
            """)
        .logs("i 123434[5, 3, 2]46-1-1281256" + "5");
  }

  @Test
  void assignmentYieldsItsValue() { // T50
    Program.of(
            """
            int field; static long total; int[] array = new int[2];
            @Async static Coroutine<Object> test() {
              P p = new P(); long l; int i; Object o;
              o = p.array[0] = p.field = i = await(later(7));
              total = l = p.array[await(later(1))] = await(later(8));
              String s = "" + (p.field = await(later(9))) + (l += await(later(1L)));
              while ((i = await(later(i - 3))) > 0) s += i;
              return done(s + o + p.array[0] + p.array[1] + total + p.field + l + i);
            }
            """)
        .returns("99417788" + "99-2");
  }

  @Test
  void halfBuiltTextLiesBelowAnAwait() { // T51
    Program.ofBody(
            """
            char c = 'c'; Object none = null; String s = "s";
            String text = "a" + 1 + c + none + await(later(2L)) + s + await(later((Object) null)) + 'd' + await(later(0.5f));
            text += await(later("+")) + text.length();
            return done(new StringBuilder("<").append(await(later(c))).append(s).append(await(later(1))).append(text).append('>').toString());
            """)
        .returns("<cs1a1cnull2snulld0.5+17>");
  }

  @Test
  void ternariesAreArguments() { // T52
    Program.of(
            """
            static String g(Object a, long b, Object c) { return a + ":" + b + ":" + c; }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int i = 0; i < 2; i++) {
                boolean x = i == 0; String a = "a", b = "b";
                s += g(x ? await(later(a)) : b, await(later(x)) ? 1 : await(later(2L)), await(later("c"))) + " ";
                s += g(log(i), x ? i : await(later(5)), await(later(!x)) ? await(later(b)) : null) + " ";
              }
              return done(s);
            }
            """)
        .logs("0 1 a:1:c 0:0:null b:2:c 1:5:b ");
  }

  @Test
  void variableArgumentsAndArraysOfEveryKindAwait() { // T53
    Program.of(
            """
            static String all(String f, Object... rest) { return f + rest.length + Arrays.deepToString(rest); }
            static long sum(long... all) { long s = 0; for (long l : all) s += l; return s; }
            @Async static Coroutine<Object> test() {
              byte[] b = {1, await(later((byte) 2))}; boolean[] z = {await(later(true)), false}; double[] d = {0.5, await(later(1.5))};
              char[][] c = {{'a'}, {await(later('b')), 'c'}}; Object[] o = {await(later(1)), new int[] {await(later(2))}, null};
              return done(all("f", 1, await(later("x")), b, await(later((Object) null))) + all(await(later("g"))) + all("h", (Object[]) await(later(new String[] {"i"})))
                  + sum(1, await(later(2L)), await(later(3))) + z[0] + d[1] + c[1][0] + c[1].length + Arrays.deepToString(o) + new long[await(later(2))][3].length);
            }
            """)
        .returns("f4[1, x, [1, 2], null]g0[]h1[i]6true1.5b2[1, [2], null]2");
  }

  @Test
  void resultOfAWrongTypeFailsWhereItIsAwaited() throws Throwable { // T56
    Compiled compiled =
        Compiled.of(
            """
            import static dev.simmer.Simmer.*;
            import static dev.simmer.processor.Later.*;
            import dev.simmer.*;
            public class P {
              @SuppressWarnings("unchecked")
              static <T> Awaitable<T> any(Object value) { return (Awaitable<T>) later(value); }
              @Async private static Coroutine<Integer> own() {
                Coroutine<Integer> wrong =
                    done(await(P.<Integer>any("text")));
                return wrong;
              }
              @Async static Coroutine<String> test() {
                String s = "";
                try {
                  s += "never"
                      + await(P.<String>any(1)).length();
                } catch (ClassCastException e) { s += e.getStackTrace()[0].getLineNumber(); }
                try {
                  int i =
                      await(P.<Integer>any("text"));
                } catch (ClassCastException e) { s += "," + e.getStackTrace()[0].getLineNumber(); }
                return done(s);
              }
            }
            """);
    for (Later.Mode mode : Later.Mode.values()) {
      Later.start(mode);
      assertThat(Simmer.<Object, Exception>run(() -> test(compiled)))
          .as("in mode %s", mode)
          .isEqualTo("16,20");
    }
  }

  @SuppressWarnings("unchecked")
  private static Coroutine<Object> test(Compiled compiled) {
    try {
      return (Coroutine<Object>) compiled.call("P", "test");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void resultThatNobodyWantsIsDropped() { // T57
    Program.of(
            """
            @Async static Coroutine<Void> nothing() { log("nothing"); await(later(1)); return done(); }
            @Async private static Coroutine<Long> wide() { log("wide"); return done(await(later(1L))); }
            @Async static Coroutine<Object> test() {
              await(nothing()); await(wide()); await(later(2.5)); Object o = await(nothing());
              for (await(wide()); o == null; await(nothing())) o = 1;
              return done("" + o + await(nothing()));
            }
            """)
        .logs("nothing wide nothing wide nothing nothing 1null");
  }

  @Test
  void assertionsAwaitWhereTheyAreEnabled() { // T59, T119
    Program.of(
            """
            static class Checked {
              @Async static Coroutine<String> go(int n) {
                try { assert await(later(log(n))) > 0 : await(later("message " + n)); return done("passed"); }
                catch (AssertionError e) { return done(e.getMessage()); }
              }
            }
            static class Unchecked { @Async static Coroutine<String> go() { assert await(later(log(0))) > 0 : "no"; return done("skipped"); } }
            @Async static Coroutine<Object> test() {
              P.class.getClassLoader().setClassAssertionStatus("P", true);
              String s = await(Checked.go(1)) + await(Checked.go(-1));
              P.class.getClassLoader().setClassAssertionStatus("P", false);
              return done(s + await(Unchecked.go()));
            }
            """)
        .logs("1 -1 passedmessage -1skipped");
  }

  @Test
  void failureInsideAnExpressionComesAtItsPlace() { // T122
    Program.of(
            """
            @Async static Coroutine<String> at(int way) {
              int[] a = {1}; String s = "kept"; int zero = await(later(0));
              try {
                return done(s + switch (way) {
                  case 0 -> log(1) / zero + (int) await(later(log(2)));
                  case 1 -> (int) await(later(log(1))) / await(later(zero)) + (int) log(2);
                  case 2 -> a[await(later(log(1)))] + (int) log(2);
                  case 3 -> a[0] += a[await(later(0))] + (zero == 0 ? a[await(later(log(-1)))] : 0);
                  case 4 -> new int[await(later(-2))].length + (int) log(2);
                  case 5 -> (Integer.MAX_VALUE + await(later(1))) + (int) (Long.MAX_VALUE + await(later(2L)));
                  default -> Math.multiplyExact(Integer.MAX_VALUE, await(later(2))) + (int) await(later(log(2)));
                });
              } catch (RuntimeException e) { return done(s + e.getClass().getSimpleName() + a[0]); }
            }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int way = 0; way < 7; way++) s += await(at(way)) + " ";
              return done(s);
            }
            """)
        .logs(
            "1 1 1 -1 keptArithmeticException1 keptArithmeticException1 keptArrayIndexOutOfBoundsException1"
                + " keptArrayIndexOutOfBoundsException1 keptNegativeArraySizeException1 kept-2147483647 keptArithmeticException1 ");
  }
}
