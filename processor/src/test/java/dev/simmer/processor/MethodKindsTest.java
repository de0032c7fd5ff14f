package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Every kind of method and of call. Pins: T77-T90, T98. */
class MethodKindsTest {
  @Test
  void interfaceMethods() { // T78, T98
    Program.of(
            """
            interface I {
              @Async default Coroutine<String> d(String s) { return done(await(p(s)) + await(later("d"))); }
              @Async private Coroutine<String> p(String s) { return done(s + await(later("p")) + await(s("s"))); }
              @Async static Coroutine<String> s(String s) { return done(await(later(s)) + "static"); }
              @Async Coroutine<String> abs(int i);
            }
            static class C implements I {
              public Coroutine<String> abs(int i) { return done("abs" + i); }
              @Async public Coroutine<String> d(String s) { return done("[" + await(I.super.d(await(later(s)))) + "]"); }
            }
            @Async static Coroutine<Object> test() { I i = new C(); return done(await(i.d("x")) + await(i.abs(1))); }
            """)
        .returns("[xpsstaticd]abs1");
  }

  @Test
  void overridesSuperCallsAndBridges() { // T79, T80
    Program.of(
            """
            static abstract class A<T> {
              @Async abstract Coroutine<T> get(T t);
              @Async Coroutine<T> twice(T t) { await(get(t)); return get(t); }
            }
            static class B extends A<String> {
              int calls;
              @Async @Override Coroutine<String> get(String s) { calls++; return done(await(later(s)) + calls); }
              @Async @Override Coroutine<String> twice(String s) { return done(await(super.twice(s)) + "!"); }
            }
            @Async static Coroutine<Object> test() { A<String> a = new B(); return done(await(a.twice("t"))); }
            """)
        .returns("t2!");
  }

  @Test
  void nestedLocalAnonymousEnumAndRecordMethods() { // T81, T100
    Program.of(
            """
            enum E { ONE { @Async Coroutine<String> go() { return done(name() + await(later(secret()))); } }, TWO;
              @Async Coroutine<String> go() { return done(await(later("base" + ordinal()))); }
              String secret() { return "s"; } }
            record R(int a) { @Async Coroutine<Integer> plus(int b) { return done(a + await(later(b))); } }
            private final String hidden = "h";
            class Inner { @Async Coroutine<String> go() { return done(hidden + await(later("i"))); } }
            @Async static Coroutine<Object> test() {
              class Local { @Async Coroutine<String> go() { return done(await(later("l"))); } }
              return done(await(E.ONE.go()) + await(E.TWO.go()) + await(new R(1).plus(2)) + await(new P().new Inner().go()) + await(new Local().go()));
            }
            """)
        .returns("ONEsbase13hil");
  }

  @Test
  void lambdasAndMethodReferences() { // T82, T83
    Program.of(
            """
            interface Op { Coroutine<String> apply(String s); }
            @Async static Coroutine<String> twice(String s) { return done(s + await(later(s))); }
            @Async static Coroutine<Object> test() throws Exception {
              Op a = s -> done(await(later(s)) + "a");
              Op b = P::twice;
              Supplier<Coroutine<String>> c = () -> { var x = await(later("c")); return done(x); };
              Op d = s -> twice(s);
              Op nested = s -> { Op in = t -> done(await(later(t)) + "n"); return done(await(in.apply(s)) + await(in.apply("2"))); };
              return done(await(a.apply("1")) + await(b.apply("2")) + await(c.get()) + await(d.apply("3")) + await(nested.apply("4")));
            }
            """)
        .returns("1a22c334n2n");
  }

  @Test
  void genericVarargsAndOverloadedMethods() { // T80, T90
    Program.of(
            """
            @Async static <T extends Comparable<T>> Coroutine<T> max(T... all) {
              T best = all[0];
              for (T t : all) if (await(later(t)).compareTo(best) > 0) best = t;
              return done(best);
            }
            @Async private static Coroutine<String> o(int i) { return done("int" + await(later(i))); }
            @Async private static Coroutine<String> o(long i) { return done("long" + await(later(i))); }
            @Async private static Coroutine<String> o(Object i) { return done("object" + await(later(i))); }
            @Async static Coroutine<Object> test() { return done(await(max(3, 7, 5)) + await(o(1)) + await(o(2L)) + await(o("3"))); }
            """)
        .returns("7int1long2object3");
  }

  @Test
  void recursionDirectAndMutual() { // T84
    Program.of(
            """
            @Async private static Coroutine<Integer> fib(int n) { return n < 2 ? done(await(later(n))) : done(await(fib(n - 1)) + await(fib(n - 2))); }
            @Async static Coroutine<Boolean> even(int n) { return n == 0 ? done(true) : odd(n - 1); }
            @Async static Coroutine<Boolean> odd(int n) { if (n == 0) return done(false); return even(n - 1); }
            @Async static Coroutine<Object> test() { return done(await(fib(10)) + ":" + await(even(1001))); }
            """)
        .returns("55:false");
  }

  @Test
  void methodsWithoutAwaitRunLazilyToo() { // T85, T57, T88
    Program.of(
            """
            @Async static Coroutine<Void> empty() { return done(); }
            @Async static Coroutine<Integer> plain(int a) { log("ran"); return done(a); }
            @Async static Coroutine<String> nothing() { return done(null); }
            @Async static Coroutine<Object> test() {
              var c = plain(3); log("cold"); await(empty()); await(later(1));
              return done(await(c) + "" + await(nothing()) + await(empty()));
            }
            """)
        .logs("cold ran 3nullnull");
  }

  @Test
  void privateCalleesReturnPrimitivesUnboxed() {
    Program.of(
            """
            @Async private Coroutine<Integer> i(int a) { if (a > 1) await(later(1)); return done(a); }
            @Async private Coroutine<Long> l(long a) { await(later(1)); return done(a + 1); }
            @Async private Coroutine<Double> d(double a) { return done(a / 2); }
            @Async private Coroutine<Boolean> z(boolean a) { await(later(1)); return done(!a); }
            @Async private Coroutine<Character> c(char a) { await(later(1)); return done(a); }
            @Async private Coroutine<Byte> b(byte a) { await(later(1)); return done(a); }
            @Async private Coroutine<Float> f(float a) { await(later(1)); return done(a); }
            @Async private Coroutine<Short> s(short a) { return done(a); }
            @Async Coroutine<String> all() {
              int sum = await(i(1)) + await(i(2));
              Object boxed = await(i(3));
              long l = await(l(4)); Long bl = await(l(5)); double d = await(d(3)) + await(l(1));
              if (await(z(true))) return done("no");
              await(i(9)); await(d(1));
              return done(sum + "" + boxed + l + bl + d + await(c('c')) + await(b((byte) -3)) + await(f(0.5f)) + await(s((short) 8)) + await(z(false)));
            }
            @Async static Coroutine<Object> test() {
              var cold = new P().i(7);
              return done(await(new P().all()) + await(cold));
            }
            """)
        .returns("3356" + "3.5c-30.58true7");
  }
}
