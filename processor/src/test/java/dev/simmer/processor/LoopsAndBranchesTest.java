package dev.simmer.processor;

import org.junit.jupiter.api.Test;

/** Loops, jumps and branches around awaits; {@link SwitchesTest} has the switches. */
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

  @Test
  void jumpsStandBeforeAfterAndAroundAnAwait() { // T5
    Program.ofBody(
            """
            for (int i = 0; ; i++) {
              if (i == 0) continue;
              if (i == 4) break;
              log("a" + await(later(i)));
              if (i == 1) continue;
              if (i == 3 ? await(later(true)) : false) break;
              log("b" + i);
            }
            while (true) { int j = await(later(1)); if (j == 1) break; }
            return done("end");
            """)
        .logs("a1 a2 b2 a3 end");
  }

  @Test
  void labelsReachThroughLoopsOfEveryKind() { // T6
    Program.ofBody(
            """
            int n = 0;
            top:
            while (await(later(true))) {
              middle:
              do {
                for (String s : List.of("x", "y", "z")) {
                  n++;
                  if (n == 2) continue middle;
                  if (n == 4) continue top;
                  if (n == 5) break middle;
                  if (n == 7) break top;
                  log(s + await(later(n)));
                }
              } while (await(later(n)) < 6);
              log("round" + n);
            }
            return done(n);
            """)
        .logs("x1 x3 round5 x6 7");
  }

  @Test
  void labelledIfAndSwitchAreLeftByBreak() { // T7
    Program.ofBody(
            """
            choice: if (await(later(true))) { if (await(later(1)) == 1) break choice; log("no"); } else { log("no"); }
            pick: switch (await(later(2))) {
              case 2: while (true) { if (await(later(true))) break pick; log("no"); }
              default: log("no");
            }
            return done("end");
            """)
        .logs("end");
  }

  @Test
  void loopInsideAnArgumentJumpsWithValuesBelowIt() { // T9
    Program.of(
            """
            static String join(Object... all) { return Arrays.toString(all); }
            static String three(long a, Object b, double c) { return a + ":" + b + ":" + c; }
            @Async static Coroutine<Object> test() {
              String s = three(await(later(7L)), switch (await(later(1))) {
                case 1 -> {
                  int found = -1;
                  for (int i = 0; ; i++) {
                    if (i == 0) continue;
                    if (await(later(i)) == 3) { found = i; break; }
                  }
                  yield found;
                }
                default -> "no";
              }, 0.5);
              return done(s + join(log("first"), switch (s) { default -> { do { if (await(later(true))) break; } while (true); yield log("second"); } }));
            }
            """)
        .logs("first second 7:3:0.5[first, second]");
  }

  @Test
  void infiniteLoopIsLeftOnlyByThrowOrCancellation() { // T10, T15
    Program.of(
            """
            @Async static Coroutine<Object> thrown() throws IOException {
              for (int i = 0; ; ) { i += await(later(1)); if (i == 3) throw new IOException("at " + i); }
            }
            @Async static Coroutine<Object> endless() { while (true) await(yieldNow()); }
            @Async static Coroutine<Object> test() {
              try { await(thrown()); } catch (IOException e) { log(e.getMessage()); }
              var task = createTask(endless());
              await(yieldNow());
              task.cancel();
              try { return done(await(task)); } catch (CancelledError e) { return done("cancelled"); }
            }
            """)
        .logs("at 3 cancelled");
  }

  @Test
  void innerOrOuterLoopAloneSuspends() { // T13
    Program.ofBody(
            """
            int sum = 0;
            for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) sum += await(later(i * j)); }
            for (int i = 0; i < 3; i++) { sum += await(later(i)); for (int j = 0; j < 3; j++) sum += i * j; }
            for (int i = 0; i < 3; i++) { int inner = 0; for (int j = 0; j < 3; j++) inner += j; sum = await(later(sum)) + inner * i; }
            return done(sum);
            """)
        .returns(9 + 3 + 9 + 9);
  }

  @Test
  void codeThatCannotBeReachedIsNoObstacle() { // T15, T117
    Program.of(
            """
            static final boolean NEVER = false;
            @Async static Coroutine<String> always() throws IOException {
              try { throw new IOException("x" + await(later(1))); } finally { await(later(2)); log("finally"); }
            }
            @Async static Coroutine<String> both(boolean b) {
              if (await(later(b))) { return done("then"); } else { throw new IllegalStateException("else"); }
            }
            @SuppressWarnings("finally")
            @Async static Coroutine<String> discards() {
              while (true) { try { await(later(1)); continue; } finally { log("out"); break; } }
              return done("left");
            }
            @Async static Coroutine<Object> test() {
              if (NEVER) { log(await(later("never"))); }
              for (; NEVER ? await(later(true)) : false; ) { log("never"); }
              String s = "";
              try { await(always()); } catch (IOException e) { s += e.getMessage(); }
              s += await(both(true));
              try { await(both(false)); } catch (IllegalStateException e) { s += e.getMessage(); }
              return done(s + await(discards()));
            }
            """)
        .logs("finally out x1thenelseleft");
  }

  @Test
  void eachPartOfAnIfAwaitsOrNot() { // T16
    Program.ofBody(
            """
            String s = "";
            for (int i = 0; i < 2; i++) {
              boolean b = i == 0;
              if (await(later(b))) s += "a"; else s += "b";
              if (b) s += await(later("c")); else s += "d";
              if (b) s += "e"; else s += await(later("f"));
              if (b) { s += "g"; }
              if (await(later(!b))) { s += await(later("h")); } else if (await(later(b))) { s += await(later("i")); }
            }
            return done(s);
            """)
        .returns("acegibdfh");
  }

  @Test
  void ternaryPromotesAndBoxesWhatItsArmsAwait() { // T18
    Program.ofBody(
            """
            String s = "";
            for (int i = 0; i < 2; i++) {
              boolean b = i == 0;
              Object boxed = b ? (int) await(later(1)) : (double) await(later(2.5));
              char c = b ? await(later('x')) : 'y';
              long l = (b ? 1 : await(later(5L))) + (await(later(b)) ? await(later(10)) : 20L);
              Object any = b ? await(later("t")) : (Object) await(later(9));
              Integer none = await(later(b)) ? null : Integer.valueOf(3);
              s += boxed + "" + c + l + any + none + " ";
            }
            return done(s);
            """)
        .returns("1.0x11tnull 2.5y2593 ");
  }

  @Test
  void patternVariableIsInScopeAfterTheGuardThatLeaves() { // T22
    Program.ofBody(
            """
            String s = "";
            for (Object o : new Object[] {1, "two", 3L}) {
              if (!(o instanceof Number n)) { s += await(later("-")); continue; }
              await(later(1));
              s += n.intValue();
              s += o instanceof Long l && await(later(l)) > 2 ? "L" + l : "?";
            }
            return done(s);
            """)
        .returns("1?-3L3");
  }

  @Test
  void narrowedValueKeepsItsTypeOverTheAwait() { // T24
    Program.of(
            """
            interface Shape { String area(int scale); }
            record Square(int side) implements Shape { public String area(int scale) { return "s" + side * scale; } }
            static <T extends Number & Comparable<T>> boolean less(T a, T b) { return a.compareTo(b) < 0; }
            @Async static <T extends Number & Comparable<T>> Coroutine<String> order(T a, T b) {
              T first = a;
              await(later(1));
              if (first.compareTo(await(later(b))) < 0 && less(first, b)) return done("less" + first.intValue());
              return done("more" + first.intValue());
            }
            @Async static Coroutine<Object> test() {
              Object o = await(later((Object) new Square(3)));
              String s = ((Shape) o).area(await(later(2)));
              Object list = new ArrayList<>(List.of("x"));
              if (list instanceof List<?> l && !l.isEmpty() && await(later(true)) && l.get(0).equals("x")) s += ((List<?>) list).size();
              CharSequence text = await(later("abc"));
              if (text != null && ((String) text).charAt(await(later(1))) == 'b') s += ((String) text).length();
              return done(s + await(order(1, 2)) + await(order(2.5, 1.5)));
            }
            """)
        .returns("s613less1more2");
  }

  @Test
  void forEachFailsWhereItWouldWithoutUs() { // T4, T121
    Program.ofBody(
            """
            String s = "";
            List<String> none = await(later((List<String>) null)); int[] nothing = null;
            try { s += "a"; for (String x : none) s += await(later(x)); } catch (NullPointerException e) { s += "npe"; }
            try { s += "b"; for (int x : await(later(nothing))) s += await(later(x)); } catch (NullPointerException e) { s += "npe"; }
            List<Integer> all = new ArrayList<>(List.of(1, 2, 3));
            try { for (int x : all) { s += await(later(x)); if (x == 1) all.add(4); await(later(1)); s += "!"; } }
            catch (ConcurrentModificationException e) { s += "cme" + await(later(all.size())); }
            Iterator<Integer> left = all.iterator();
            for (int x : (Iterable<Integer>) () -> left) { if (await(later(x)) == 2) break; }
            return done(s + left.next());
            """)
        .returns("anpebnpe1!cme43");
  }
}
