package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Locals of every kind across suspensions. */
class LocalsTest {
  @Test
  void everyKindOfLocalSurvives() { // T61, T62
    Program.of(
            """
            final String own = "own";
            @Async Coroutine<String> all(boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a) {
              boolean z2 = !z; byte b2 = (byte) (b + 1); short s2 = (short) -s; char c2 = (char) (c + 1); float f2 = -f;
              await(later(1));
              z2 ^= await(later(true)); b2 += await(later(1));
              return done(own + z + b + s + c + i + l + f + d + t + a.length + z2 + b2 + s2 + c2 + f2);
            }
            @Async static Coroutine<Object> test() {
              return done(await(new P().all(true, (byte) -128, (short) -1, '\\uffff', Integer.MIN_VALUE, Long.MIN_VALUE, Float.MIN_VALUE, Double.NEGATIVE_INFINITY, "t", new int[3])));
            }
            """)
        .returns(
            "owntrue-128-1\uffff-2147483648-92233720368547758081.4E-45-InfinityT3true-1261\u0000-1.4E-45"
                .replace("T", "t"));
  }

  @Test
  void oneSlotServesDifferentTypes() { // T63
    Program.ofBody(
            """
            String s = "";
            { int i = await(later(1)); s += i; }
            { String t = await(later("t")); await(later(1)); s += t; }
            { double d = await(later(1.5)); await(later(1)); s += d; }
            { long[] l = {await(later(7L))}; await(later(1)); s += l[0]; }
            return done(s);
            """)
        .returns("1t1.57");
  }

  @Test
  void localAssignedInSomeBranchesOnly() { // T64
    Program.ofBody(
            """
            int i; String s;
            if (await(later(true))) { i = 1; s = "a"; } else { i = await(later(2)); s = null; }
            await(later(0));
            return done(i + s);
            """)
        .returns("1a");
  }

  @Test
  void deadLocalsThatLaterFramesMentionDoNotBreakVerification() { // T64, T74
    Program.ofBody(
            """
            String dead = "d"; long deadLong = 1; int n = 0;
            log(dead + deadLong);
            while (await(later(n)) < 3) { n++; if (n == 2) { dead = "again"; log(dead); } }
            try { await(later(1)); n++; } catch (RuntimeException e) { n = -1; }
            return done(n);
            """)
        .logs("d1 again 4");
  }

  @Test
  void moreLocalsThanAnyShapeHolds() { // T71
    StringBuilder body = new StringBuilder();
    StringBuilder sum = new StringBuilder("0");
    for (int i = 0; i < 30; i++) {
      body.append(
          "long l%d = await(later(%dL)); String s%d = \"\" + await(later(%d));\n"
              .formatted(i, i, i, i));
      sum.append(" + l%d + Integer.parseInt(s%d)".formatted(i, i));
    }
    Program.ofBody(body + "return done(" + sum + ");").returns(29L * 30);
  }

  @Test
  void capturedLocalsAndOuterInstances() { // T70
    Program.of(
            """
            String name = "outer";
            @Async Coroutine<String> go() {
              String local = await(later("local"));
              var anonymous = new Object() {
                @Async Coroutine<String> inside() { return done(name + await(later(local))); }
              };
              String a = await(anonymous.inside());
              Coroutine<String> lambda = async(() -> done(name + await(later(local)) + a.length()));
              return done(a + await(lambda));
            }
            @Async static Coroutine<Object> test() { return done(await(new P().go())); }
            """)
        .returns("outerlocalouterlocal10");
  }

  @Test
  void arraysAndGenericArraysMerge() { // T75
    Program.ofBody(
            """
            Object[] o = await(later(true)) ? new Integer[] {1} : new Long[] {2L};
            List<String>[] lists = null;
            await(later(1));
            int[] none = await(later(false)) ? new int[1] : null;
            await(later(1));
            return done(o[0] + "" + lists + none);
            """)
        .returns("1nullnull");
  }

  @Test
  void smallTypesStayExactThroughArraysFieldsAndMerges() { // T62
    Program.of(
            """
            boolean flag; byte tiny; short small; char letter;
            static String z(boolean z) { return z ? "Z" : "z"; }
            static String b(byte b) { return "b" + b; }
            static String s(short s) { return "s" + s; }
            static String c(char c) { return "c" + c; }
            @Async static Coroutine<Object> test() {
              boolean[] zs = {true, false}; byte[] bs = {-1, 0}; short[] ss = {-2, 0}; char[] cs = {'x', 'y'};
              P p = new P();
              boolean z = zs[0]; byte b = bs[0]; short s = ss[0]; char c = cs[0]; int one = 1, zero = 0;
              boolean merged = await(later(false)) ? z : true;
              int number = await(later(true)) ? 1 : 0;
              char fromInt = await(later(true)) ? 65 : c;
              byte cut = (byte) 300; short cutShort = (short) 70000;
              await(later(1));
              zs[1] = z; bs[1] = b; ss[1] = s; cs[1] = c;
              p.flag = merged; p.tiny = cut; p.small = cutShort; p.letter = fromInt;
              await(later(1));
              z &= !zs[1] | p.flag; b >>= 1; s >>>= 1; c++;
              boolean same = one == number && zero != one;
              return done(z(z) + z(p.flag) + z(same) + b(b) + b(p.tiny) + s(s) + s(p.small) + c(c) + c(p.letter) + b(bs[1]) + s(ss[1]) + c(cs[1]) + z(zs[1]) + number);
            }
            """)
        .returns("ZZZb-1b44s-1s4464cycAb-1s-2cxZ1");
  }

  @Test
  void classesThatCaptureAreMadeBeforeAndAfterAwaits() { // T70, T11
    Program.of(
            """
            String name = "n";
            class Member { String get() { return name + outer(); } }
            private String outer() { return "o"; }
            @Async Coroutine<String> go(int argument, long... more) {
              class Before { final int held = argument; String get() { return name + held + more.length + outer(); } }
              Supplier<String> first = () -> name + argument;
              int later = await(later(5));
              class After extends Before { @Override String get() { return super.get() + later; } }
              var before = new Before();
              IntSupplier both = new IntSupplier() { int calls = 0; public int getAsInt() { return argument + later + calls++; } };
              await(later(1));
              both.getAsInt();
              Function<String, String> nested = s -> { Supplier<String> in = () -> s + name + later; return in.get(); };
              return done(first.get() + before.get() + new After().get() + both.getAsInt() + nested.apply(await(later("x"))) + this.new Member().get());
            }
            @Async static Coroutine<Object> test() { return done(await(new P().go(1, 2L, 3L))); }
            """)
        .returns("n1n12on12o57xn5no");
  }

  @Test
  void arraysOfInterfacesAndPrimitivesMerge() { // T75, T76
    Program.ofBody(
            """
            String s = "";
            for (int i = 0; i < 2; i++) {
              boolean b = i == 0;
              Comparable<?>[] c = await(later(b)) ? new String[] {"s"} : new Integer[] {1};
              Object o = b ? new int[] {await(later(2))} : new long[] {3};
              CharSequence[][] deep = await(later(b)) ? new String[][] {{"d"}} : new StringBuilder[][] {{new StringBuilder("e")}};
              Comparable<?> either = b ? "x" : Integer.valueOf(await(later(7)));
              await(later(1));
              List<? extends Number>[] lists = b ? null : new List[] {List.of(await(later(4)))};
              await(later(1));
              s += c[0] + "" + (o instanceof int[] a ? a[0] : ((long[]) o)[0]) + deep[0][0] + either + (lists == null ? "none" : lists[0]) + " ";
            }
            return done(s);
            """)
        .returns("s2dxnone 13e7[4] ");
  }

  @Test
  void namesOfEveryAlphabetAndLengthSurvive() { // T124
    String name = "x".repeat(2000);
    Program.of(
            """
            interface $ { @Async Coroutine<String> $$(String $0); }
            static class Ünïcödé$$Simmer implements $ {
              final String größe = "g";
              @Async public Coroutine<String> $$(String 名前) { String $trampoline = await(later(名前)); int at = await(later(1)), frame = at; return done(größe + $trampoline + at + frame); }
            }
            @Async private static Coroutine<Integer> %s(int %s) { int résultat = await(later(%s)); return done(résultat + %s); }
            @Async static Coroutine<Object> test() { return done(await(new Ünïcödé$$Simmer().$$("né")) + await(%s(2))); }
            """
                .replace("%s", name))
        .returns("gné114");
  }

  @Test
  void fiftyLevelsOfTryLoopAndIf() { // T73
    StringBuilder opened = new StringBuilder();
    StringBuilder closed = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      switch (i % 3) {
        case 0 -> {
          opened.append("try { n += await(later(1));\n");
          closed.insert(0, "} finally { n += await(later(100)); }\n");
        }
        case 1 -> {
          opened.append("for (int i%d = 0; i%d < 1; i%d++) {\n".replace("%d", "" + i));
          closed.insert(0, "}\n");
        }
        default -> {
          opened.append("if (await(later(n)) > 0) {\n");
          closed.insert(0, "}\n");
        }
      }
    }
    Program.ofBody(
            "int n = 0;\n" + opened + "n += await(later(10000));\n" + closed + "return done(n);")
        .returns(17 + 10000 + 1700);
  }
}
