package dev.simmer.processor;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of method and of call. */
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
  void methodsWithoutAwaitRunLazilyToo() { // T57, T85, T88
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
  void privateCalleesReturnPrimitivesUnboxed() { // T88, T89
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

  @Test
  void primitivesOfEveryKindReachWhoeverAwaitsThemAfterAWait() { // T88, T89
    Program.of(
            """
            @Async private static Coroutine<Boolean> z(boolean a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Byte> b(byte a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Short> s(short a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Character> c(char a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Integer> i(int a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Long> j(long a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Float> f(float a) { await(later(1)); return done(a); }
            @Async private static Coroutine<Double> d(double a) { await(later(1)); return done(a); }
            static class Open {
              @Async Coroutine<Byte> b(byte a) { return done(await(P.b(a))); }
              @Async Coroutine<Long> j(long a) { return done(await(P.j(a))); }
              @Async Coroutine<Double> d(double a) { return done(await(P.d(a))); }
            }
            static <T> Object kind(T value) { return value.getClass().getSimpleName() + " " + value; }
            @Async static Coroutine<Object> test() {
              boolean z = await(z(true)) & !await(z(false)); byte b = await(b(Byte.MIN_VALUE)); short s = await(s(Short.MIN_VALUE)); char c = await(c((char) 65535));
              int i = await(i(Integer.MIN_VALUE)); long j = await(j(Long.MIN_VALUE)); float f = await(f(-0f)); double d = await(d(Double.MIN_VALUE));
              log(z + " " + b + " " + s + " " + (int) c + " " + i + " " + j + " " + f + " " + d);
              log(Float.floatToRawIntBits(await(f(Float.intBitsToFloat(0x7FC12345)))) == 0x7FC12345);
              log(Double.doubleToRawLongBits(await(d(Double.longBitsToDouble(0x7FF8000000012345L)))) == 0x7FF8000000012345L);
              for (Coroutine<?> each : List.of(z(true), b((byte) 1), s((short) 2), c('3'), i(4), j(5), f(6), d(7))) log(kind(await(each)));
              for (Task<?> each : List.of(createTask(z(false)), createTask(c('c')), createTask(j(8)), createTask(f(9)))) log(kind(await(each)));
              var open = new Open();
              log(await(open.b((byte) -1)) + await(open.j(1L << 40)) + await(open.d(0.5)));
              log(await(gather(i(1), i(2))));
              return done("end");
            }
            """)
        .logs(
            "true -128 -32768 65535 -2147483648 -9223372036854775808 -0.0 4.9E-324 true true Boolean true Byte 1 Short 2"
                + " Character 3 Integer 4 Long 5 Float 6.0 Double 7.0 Boolean false Character c Long 8 Float 9.0"
                + " 1.0995116277755E12 [1, 2] end");
  }

  @Test
  void failureInPlaceOfAPrimitiveIsThrownAndLeavesNothingBehind() { // T88, T103
    Program.of(
            """
            @Async private static Coroutine<Integer> fails(int a) { await(later(a)); if (a > 0) throw new IllegalStateException("" + a); return done(a); }
            @Async private static Coroutine<String> text(String s) { await(later(1)); return done(s); }
            @Async private static Coroutine<Long> through(int a) {
              try { return done(0L + await(fails(a))); } catch (IllegalStateException e) { return done(await(text(e.getMessage())).length() + 100L); }
            }
            @SuppressWarnings("unchecked") static Coroutine<Integer> polluted() { return (Coroutine<Integer>) (Coroutine<?>) through(0); }
            @Async static Coroutine<Object> test() {
              log(await(through(0))); log(await(through(5))); log(await(text("a"))); log(await(through(77)));
              try { int wrong = await(polluted()); log(wrong); } catch (ClassCastException e) { log("cast"); }
              try { int none = await(Program.<Integer>none()); log(none); } catch (NullPointerException e) { log("null"); }
              return done(await(text("end")));
            }
            static class Program { @Async static <T> Coroutine<T> none() { await(later(1)); return done((T) null); } }
            """)
        .logs("0 101 a 102 cast null end");
  }

  @Test
  void frameThatHasNotStartedHoldsMoreThanOneThatWaits() { // T57, T84
    Program.of(
            """
            @Async static Coroutine<String> forgets(int n, String s, double d, Object o, long l) {
              String all = n + s + d + o + l;
              return done(n == 0 ? await(later(all)) : await(forgets(n - 1, s + n % 10, d / 2, o, l + 1)).length() + all.substring(0, 5));
            }
            @Async static Coroutine<Integer> keepsOne(int a, int b, float c) { int sum = a + b + (int) c; await(later(1)); return done(await(later(sum)) + sum); }
            @Async static Coroutine<String> needsMore(String s) { long x = s.length(); double y = x / 2.0; String t = await(later(s)) + await(later("t")); return done(t + x + y + s); }
            @Async static Coroutine<Integer> ofNothing(int a, int b, long c, String d, Object e) { await(later(1)); return done(7); }
            @Async static Coroutine<Integer> wide(int a, int b, int c, int d, int e, int f, double g) { int sum = a + b + c + d + e + f + (int) g; await(later(1)); return done(sum); }
            @Async Coroutine<Integer> own(int a, int b) { int sum = a * b; await(later(1)); return done(sum + state); }
            int state = 1000;
            @Async static Coroutine<Object> test() {
              var cold = forgets(1_000, "s", 1e9, "o", 5);
              log(await(cold).length() > 0); log(await(forgets(0, "s", 2, null, 5)));
              var keeps = keepsOne(1, 2, 3.5f); var needs = needsMore("abc"); var nothing = ofNothing(1, 2, 3, "4", 5); var wide = wide(1, 2, 3, 4, 5, 6, 7.5); var own = new P().own(6, 7);
              log(await(keeps)); log(await(needs)); log(await(nothing)); log(await(wide)); log(await(own));
              return done(await(createTask(keepsOne(10, 20, 30))));
            }
            """)
        .logs("true 0s2.0null5 12 abct31.5abc 7 28 1042 120");
  }

  @Test
  void methodsOfEveryVisibility() { // T77
    Program.of(
            """
            static class Base {
              @Async public Coroutine<String> a() { return done("a" + await(later(1))); }
              @Async protected Coroutine<String> b() { return done("b" + await(later(2))); }
              @Async Coroutine<String> c() { return done("c" + await(later(3))); }
              @Async private Coroutine<String> d() { return done("d" + await(later(4))); }
              @Async final Coroutine<String> e() { return done("e" + await(d())); }
              @Async static Coroutine<String> plain() { return done("p"); }
              @Async static final Coroutine<String> f() { return done("f" + await(later(6))); }
              @Async private static Coroutine<String> g() { return done("g" + await(f())); }
              @Async strictfp Coroutine<Double> h() { return done(await(later(0.1)) + 0.2); }
            }
            static final class Sub extends Base {
              @Async Coroutine<String> all() { return done(await(a()) + await(super.b()) + await(this.c()) + await(e())); }
            }
            @Async static Coroutine<Object> test() {
              Base b = new Base();
              return done(await(new Sub().all()) + await(b.a()) + await(b.d()) + await(Base.g()) + await(Base.plain()) + await(b.h()));
            }
            """)
        .returns("a1b2c3ed4a1d4gf6p0.30000000000000004");
  }

  @Test
  void protectedMethodOfAnotherPackage() { // T77
    Program.beside(
            List.of(
                """
                package one;
                import static dev.simmer.Simmer.*;
                import static dev.simmer.processor.Later.*;
                import dev.simmer.*;
                public class Base {
                  @Async protected Coroutine<String> text(String s) { return done("base" + await(later(s))); }
                  @Async protected static Coroutine<String> shared() { return done(await(later("shared"))); }
                }
                """,
                """
                package two;
                import static dev.simmer.Simmer.*;
                import static dev.simmer.processor.Later.*;
                import dev.simmer.*;
                public class Sub extends one.Base {
                  @Async @Override protected Coroutine<String> text(String s) { return done(await(super.text(await(shared()))) + await(later(s))); }
                  @Async public Coroutine<String> both() { AsyncCallable<String> own = () -> super.text("lambda"); return done(await(text("sub")) + await(async(own))); }
                }
                """),
            "@Async static Coroutine<Object> test() { return done(await(new two.Sub().both()) + await(later(1))); }")
        .returns("basesharedsubbaselambda1");
  }

  @Test
  void asyncAndPlainMethodsOverrideEachOther() { // T79
    Program.of(
            """
            static abstract class A {
              Coroutine<String> plain() { return done("A.plain"); }
              @Async Coroutine<String> async() { return done("A.async" + await(later(1))); }
              abstract Awaitable<? extends Number> number();
              @Async Coroutine<String> all() { return done(await(plain()) + await(async()) + await(number())); }
            }
            static class B extends A {
              @Async @Override Coroutine<String> plain() { return done("B" + await(later(2)) + await(super.plain())); }
              @Override Coroutine<String> async() { return super.async(); }
              @Async @Override Coroutine<Integer> number() { return done(await(later(3))); }
            }
            static class C extends B {
              @Override Coroutine<String> plain() { return done("C"); }
              @Async @Override Coroutine<String> async() { return done("C" + await(super.async()) + await(super.plain())); }
              @Async @Override Coroutine<Integer> number() { return done(1 + await(super.number())); }
            }
            @Async static Coroutine<Object> test() { A b = new B(), c = new C(); return done(await(b.all()) + " " + await(c.all())); }
            """)
        .returns("B2A.plainA.async13 CCA.async1B2A.plain4");
  }

  @Test
  void genericClassesAndTheirBridges() { // T80
    Program.of(
            """
            interface Source<T, X extends Exception> { Coroutine<T> next(T last) throws X; }
            static class Numbers<N extends Number & Comparable<N>> implements Source<N, IOException>, Comparator<N> {
              @Async public Coroutine<N> next(N last) throws IOException { if (await(later(last)).intValue() > 2) throw new IOException("done"); return done(last); }
              public int compare(N a, N b) { return a.compareTo(b); }
            }
            static class Ints extends Numbers<Integer> { @Override @Async public Coroutine<Integer> next(Integer last) throws IOException { return done(await(super.next(last)) + 1); } }
            @Async static <A, B extends A> Coroutine<Map<A, List<B>>> map(A key, B... values) { A k = await(later(key)); return done(Map.of(k, List.of(values))); }
            @Async static <T, X extends Exception> Coroutine<T> last(Source<T, X> source, T from) throws X {
              T t = from;
              while (true) { T old = t; try { t = await(source.next(old)); } catch (RuntimeException e) { throw e; } catch (Exception e) { return done(t); } }
            }
            @Async static Coroutine<Object> test() throws IOException { return done(await(last(new Ints(), 0)) + "" + await(P.<Object, Integer>map("k", 1, 2))); }
            """)
        .returns("3{k=[1, 2]}");
  }

  @Test
  void nestmatesReachEachOthersPrivateMembers() { // T81, T119
    Program.of(
            """
            private int secret = 1; private static long shared = 2;
            @Async private Coroutine<Integer> own(int a) { secret += await(later(a)); return done(secret); }
            static class Nested {
              private String held = "n";
              @Async private Coroutine<String> go(P p) {
                p.secret += await(later(10)); shared *= await(later(3L));
                var anonymous = new Object() { @Async private Coroutine<String> inside() { held += await(later("!")); return done(held + text(p)); } };
                return done(held + await(p.own(5)) + await(anonymous.inside()));
              }
            }
            private static String text(P p) { return "" + p.secret; }
            class Inner { class Deep { @Async private Coroutine<String> go() { return done(secret + "" + P.this.secret + await(own(await(later(7))))); } } }
            @Async static Coroutine<Object> test() {
              P p = new P(); Nested n = new Nested();
              String s = await(n.go(p)) + n.held + shared;
              return done(s + await(p.new Inner().new Deep().go()));
            }
            """)
        .returns("n16n!16n!6161623");
  }

  @Test
  void awaitThatIsNeverReachedAndAwaitThatIsAll() { // T85, T117
    Program.of(
            """
            static final boolean OFF = false;
            @Async static Coroutine<String> dead(int n) { if (OFF) { await(later(n)); } return done("dead" + n); }
            @Async static Coroutine<String> afterThrow() { if (!OFF) throw new IllegalStateException("thrown"); return done(await(later("no"))); }
            @Async static Coroutine<String> only() { return done(await(later("only"))); }
            @Async static Coroutine<Void> onlyVoid() { await(later(1)); return done(); }
            @Async static Coroutine<String> passes() { return only(); }
            @Async static Coroutine<Object> test() {
              String s = await(dead(1)) + await(only()) + await(onlyVoid()) + await(passes());
              try { await(afterThrow()); } catch (IllegalStateException e) { s += e.getMessage(); }
              return done(s);
            }
            """)
        .returns("dead1onlynullonlythrown");
  }

  @Test
  void overloadsResolveAsInPlainJava() { // T90
    Program.of(
            """
            @Async static Coroutine<String> f(Object o) { return done("object" + await(later(o))); }
            @Async static Coroutine<String> f(int i) { return done("int" + await(later(i))); }
            @Async static Coroutine<String> f(Integer... all) { return done("many" + await(later(all.length))); }
            @Async static Coroutine<String> f(String s, Object... rest) { return done("text" + await(later(s)) + rest.length); }
            @Async private static Coroutine<String> f(char c) { return done("char" + await(later(c))); }
            @Async private static Coroutine<String> f(double d) { return done("double" + await(later(d))); }
            static class Request {
              final List<String> parts = new ArrayList<>();
              Request with(String s) { parts.add(s); return this; }
              Request with(int i) { return with("i" + i); }
              @Async Coroutine<String> send() { return send(1); }
              @Async Coroutine<String> send(int times) { return done(await(later(parts)).toString() + times); }
            }
            @Async static Coroutine<Object> test() {
              return done(await(f(1)) + await(f('c')) + await(f(1L)) + await(f((short) 2)) + await(f((Object) 3)) + await(f(4, 5)) + await(f("s", 6, 7)) + await(f())
                  + await(f(await(later(8)))) + await(new Request().with("a").with(2).send()) + await(new Request().with(await(later("b"))).send(3)));
            }
            """)
        .returns("int1charcdouble1.0int2object3many2texts2many0object8[a, i2]1[b]3");
  }

  @Test
  void superCallAwaitsInItsArguments() { // T98
    Program.of(
            """
            interface Named { @Async default Coroutine<String> name(String a, long b) { return done("I" + await(later(a)) + b); } }
            static class Base implements Named { @Async public Coroutine<String> name(String a, long b) { return done("B" + await(Named.super.name(await(later(a)), b + await(later(1L))))); } }
            static class Sub extends Base {
              @Async @Override public Coroutine<String> name(String a, long b) { return done("S" + await(super.name(log(a) + await(later("+")), await(later(b))))); }
            }
            @Async static Coroutine<Object> test() { return done(await(new Sub().name("x", 5))); }
            """)
        .logs("x SBIx+6");
  }

  @Test
  void recordsEnumsAndSealedTypesWorkTogether() { // T100
    Program.of(
            """
            sealed interface Amount permits Fixed, Share { @Async Coroutine<Integer> of(int total); }
            record Fixed(int value, String... notes) implements Amount {
              Fixed { if (value < 0) throw new IllegalArgumentException("negative " + value); notes = notes.clone(); }
              Fixed(String text) { this(Integer.parseInt(text)); }
              public int value() { return value + 1; }
              @Async public Coroutine<Integer> of(int total) { await(later(1)); return done(Math.min(value(), total) + notes.length); }
              @Async static Coroutine<Fixed> parse(String s) { return done(new Fixed(await(later(s)))); }
            }
            enum Share implements Amount {
              HALF(2), ALL(1) { @Async @Override public Coroutine<Integer> of(int total) { return done(100 * await(super.of(total))); } };
              private final int by;
              Share(int by) { this.by = by; }
              @Async public Coroutine<Integer> of(int total) { return done(await(later(total)) / by); }
            }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (Amount a : List.of(new Fixed(3, "x", "y"), Share.HALF, Share.ALL, await(Fixed.parse("7")))) s += await(a.of(10)) + " ";
              try { await(Fixed.parse("-1")); } catch (IllegalArgumentException e) { s += e.getMessage(); }
              return done(s + new Fixed(await(later(1))).equals(await(Fixed.parse("1"))));
            }
            """)
        .returns("6 5 1000 8 negative -1false");
  }

  @Test
  void methodReferencesStandForAsyncMethodsOfEveryKind() { // T83
    Program.of(
            """
            interface Two<A, B> { Coroutine<String> apply(A a, B b); }
            final String name;
            P(int i) { name = "p" + i; }
            @Async Coroutine<String> own(int n) { return done(name + await(later(n))); }
            @Async private static Coroutine<String> text(Object... all) { return done(Arrays.toString(all) + await(later(all.length))); }
            static class Sub extends P {
              Sub() { super(2); }
              @Async @Override Coroutine<String> own(int n) { Function<Integer, Coroutine<String>> up = super::own; return done("sub" + await(up.apply(n))); }
            }
            @Async static Coroutine<Object> test() {
              P p = new Sub();
              Function<Integer, Coroutine<String>> bound = p::own;
              Two<P, Integer> unbound = P::own;
              Two<String, Integer> varargs = P::text;
              Function<Integer, P> made = P::new;
              Supplier<Coroutine<String>> cold = () -> text();
              return done(await(bound.apply(1)) + await(unbound.apply(made.apply(3), await(later(4)))) + await(varargs.apply("a", 5)) + await(cold.get())
                  + await(Optional.of(6).map(p::own).get()));
            }
            """)
        .returns("subp21p34[a, 5]2[]0subp26");
  }

  @Test
  void methodMayPassOnTheResultOfOneThatNeverReturns() { // T16, T18
    Program.of(
            """
            @Async private static Coroutine<Integer> either(boolean fails) { if (await(later(fails))) { return never(); } return done(1); }
            @Async private static Coroutine<Integer> never() { throw new IllegalStateException("never"); }
            @Async private static Coroutine<Integer> endless() { return endless(); }
            @Async private static Coroutine<Integer> other(boolean fails) { if (!await(later(fails))) { return done(3); } return endless(); }
            @Async static Coroutine<Object> test() {
              String log = "" + await(either(false)) + await(other(false));
              try { await(either(true)); } catch (IllegalStateException e) { log += e.getMessage(); }
              return done(log);
            }
            """)
        .returns("13never");
  }

  @Test
  void annotationThatCarriesAsyncMeansTheSame() { // T1
    Program.of(
            """
            @Async @interface Handler {}
            @Async @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Job { String value(); }
            @Handler static Coroutine<Integer> kept() { return done(await(later(1))); }
            @Job("nightly") static Coroutine<Integer> seen() { return done(await(later(2)) + await(kept())); }
            @Job("all") static AsyncGenerator<Integer> all() { emit(await(seen())); return end(); }
            @Async static Coroutine<Object> test() {
              int sum = 0;
              for (int i : each(all())) { sum += i; }
              return done(sum);
            }
            """)
        .returns(3);
  }
}
