package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Locals of every kind across suspensions. Pins: T61-T64, T70, T71, T75. */
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
              return done(await(new P().all(true, (byte) -128, (short) -1, '\\uffff', Integer.MIN_VALUE, Long.MIN_VALUE, Float.MIN_VALUE, Double.NEGATIVE_INFINITY, "t", new int[3])).length());
            }
            """)
        .returns(81);
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
}
