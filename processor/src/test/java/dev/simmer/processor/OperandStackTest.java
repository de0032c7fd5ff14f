package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Values below an await on the operand stack, and evaluation order. Pins: T43-T60. */
class OperandStackTest {
  @Test
  void argumentsAreEvaluatedOnceFromLeftToRight() { // T43, T44
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
              return done(x + ":" + a[1] + ":" + p.field + ":" + (total >= 10) + ":" + w[1] + ":" + w[0] + ":" + a[2]);
            }
            """)
        .logs("a i i 6:22:7:true:6:5:12");
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
            try { String t = (String) (Object) await(later((Object) 1)); return done(t); } catch (ClassCastException e) { log("cce"); }
            return done(l + d + "" + b + s + c);
            """)
        .logs("npe cce 98.0444465b");
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
}
