package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Loops, jumps and branches around awaits. Pins: T1-T24. */
class LoopsAndBranchesTest {
  @Test
  void whileAwaitsInItsConditionAndBody() { // T1
    Program.ofBody(
            """
            int i = 0;
            while (await(later(i)) < 3) { i += await(later(1)); log(i); }
            return done(i);
            """)
        .logs("1 2 3 3");
  }

  @Test
  void doWhileAwaitsInItsBodyAndCondition() { // T2
    Program.ofBody(
            """
            int i = 0;
            do { i = await(later(i + 1)); } while (await(later(i < 4)));
            return done(i);
            """)
        .returns(4);
  }

  @Test
  void forAwaitsInEveryPart() { // T3
    Program.ofBody(
            """
            long sum = 0;
            for (int i = await(later(1)); i < await(later(5)); i += await(later(1))) sum += await(later(i));
            return done(sum);
            """)
        .returns(10L);
  }

  @Test
  void forEachKeepsTheHiddenLocals() { // T4
    Program.ofBody(
            """
            String s = "";
            for (String x : new String[] {"a", "b", "c"}) s += await(later(x));
            for (Integer x : List.of(1, 2, 3)) s += await(later(x));
            return done(s);
            """)
        .returns("abc123");
  }

  @Test
  void labelledJumpsLeaveAndContinueTheRightLoop() { // T5, T6
    Program.ofBody(
            """
            outer:
            for (int i = 0; i < 4; i++) {
              for (int j = 0; j < 4; j++) {
                if (await(later(j)) == 2) continue outer;
                if (await(later(i)) == 2) break outer;
                log(i + "" + j);
              }
            }
            return done("end");
            """)
        .logs("00 01 10 11 end");
  }

  @Test
  void labelledBlockIsLeftByBreak() { // T7
    Program.ofBody(
            """
            block: { if (await(later(true))) break block; log("not reached"); }
            return done(1);
            """)
        .logs("1");
  }

  @Test
  void breakOutOfFinallyProtectedLoopRunsFinallyOnce() { // T8
    Program.ofBody(
            """
            while (true) { try { await(later(1)); break; } finally { log("finally"); } }
            return done(2);
            """)
        .logs("finally 2");
  }

  @Test
  void infiniteLoopIsLeftOnlyByReturn() { // T10
    Program.ofBody("for (int i = 0; ; i++) { if (await(later(i)) > 5) return done(i); }")
        .returns(6);
  }

  @Test
  void loopVariableIsCapturedFreshPerIteration() { // T11
    Program.ofBody(
            """
            List<Supplier<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) { int j = await(later(i)); all.add(() -> j); }
            int sum = 0;
            for (var s : all) sum = sum * 10 + s.get();
            return done(sum);
            """)
        .returns(12);
  }

  @Test
  void loopCarriesLongsAndDoublesAndReusesSlots() { // T14
    Program.ofBody(
            """
            double d = 0.5; long l = 1L << 40;
            for (int i = 0; i < 3; i++) { d += await(later(1.5)); l += await(later(1L)); }
            for (double x = 0; x < 2; x++) { d += await(later(x)); }
            for (String x = ""; x.length() < 2; x += "x") { l += await(later(x.length())); }
            return done(d + ":" + l);
            """)
        .returns("6.0:1099511627780");
  }

  @Test
  void shortCircuitIsKept() { // T16, T17
    Program.ofBody(
            """
            int n = 0;
            if (await(later(false)) && await(later(log(true)))) n += 1; else n += 2;
            if (await(later(true)) || await(later(log(true)))) n += 4;
            if (!(await(later(true)) && await(later(false)))) n += 8;
            return done(n);
            """)
        .logs("14");
  }

  @Test
  void ternaryMixesAwaitsAndPrimitives() { // T18
    Program.ofBody(
            """
            Object o = await(later(true)) ? await(later(1)) : Integer.valueOf(2);
            long l = await(later(false)) ? 1 : await(later(7L));
            return done(o + ":" + l);
            """)
        .returns("1:7");
  }

  @Test
  void oldSwitchFallsThrough() { // T19
    Program.ofBody(
            """
            for (String s : List.of("a", "b", "c", "d")) {
              switch (await(later(s))) {
                case "a": log(1);
                default: log(await(later(2)));
                case "b": log(3); break;
                case "c": log(await(later(4)));
              }
            }
            return done("end");
            """)
        .logs("1 2 3 3 4 2 3 end");
  }

  @Test
  void switchExpressionAwaitsInSelectorAndArms() { // T20
    Program.ofBody(
            """
            String s = "";
            for (int i = 0; i < 3; i++) {
              s += switch (await(later(i))) {
                case 0 -> await(later("zero"));
                case 1 -> { var x = await(later("o")); yield x + "ne"; }
                default -> throw new IllegalStateException(s + await(later("!")));
              };
            }
            return done(s);
            """)
        .returns("java.lang.IllegalStateException: zeroone!");
  }

  @Test
  void patternVariableLivesAcrossAnAwait() { // T22
    Program.ofBody(
            """
            Object o = await(later((Object) "text"));
            if (o instanceof String s && await(later(true))) return done(s + await(later(s.length())));
            return done("no");
            """)
        .returns("text4");
  }

  @Test
  void nullOnOnePathAndAnObjectOnTheOther() { // T23, T64
    Program.ofBody(
            """
            String s = null;
            await(later(1));
            if (await(later(true))) s = "x";
            String t = await(later(false)) ? s : null;
            await(later(1));
            return done(s + t);
            """)
        .returns("xnull");
  }

  @Test
  void millionReadyAwaitsDoNotGrowTheStack() { // T12
    Program.of(
            """
            @Async static Coroutine<Long> test() {
              long sum = 0;
              for (int i = 0; i < 1_000_000; i++) sum += await(one(i));
              return done(sum);
            }
            @Async static Coroutine<Integer> one(int i) { return done(i & 1); }
            """)
        .returns(500_000L);
  }
}
