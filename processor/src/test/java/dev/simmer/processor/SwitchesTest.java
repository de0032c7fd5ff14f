package dev.simmer.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Switches of every age around awaits. */
class SwitchesTest {
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
  void oldSwitchOverNumbersCharactersAndEnums() { // T19
    Program.of(
            """
            enum Color { RED, GREEN, BLUE }
            @Async static Coroutine<String> number(int i) {
              String s = "";
              switch (await(later(i))) {
                case 1: s += await(later("one"));
                case 2: s += "two"; break;
                default: s += await(later("?"));
                case 1_000_000: s += "million";
                case -5: { s += "five"; if (await(later(i)) == -5) break; s += "+"; }
              }
              return done(s);
            }
            @Async static Coroutine<String> letter(char c) {
              switch (c) { case 'a': case 'b': return done("ab" + await(later(c))); case 'z': await(later(1)); default: return done("other" + c); }
            }
            @Async static Coroutine<String> color(Color c) {
              String s = "";
              switch (await(later(c))) { case GREEN: s = await(later("g")); case BLUE: s += "b"; break; default: s = "r" + await(later(c)); }
              return done(s);
            }
            @Async static Coroutine<Object> test() {
              for (int i : new int[] {1, 2, 3, 1_000_000, -5}) log(await(number(i)));
              for (char c : "abz!".toCharArray()) log(await(letter(c)));
              for (Color c : Color.values()) log(await(color(c)));
              try { await(color(null)); } catch (NullPointerException e) { log("npe"); }
              return done("end");
            }
            """)
        .logs("onetwo two ?millionfive+ millionfive+ five aba abb otherz other! rRED gb b npe end");
  }

  @Test
  void yieldsLeaveValuesBelowTheSwitchInPlace() { // T20
    Program.ofBody(
            """
            long total = 1000L + switch (await(later("b"))) { case "a" -> 1; case "b" -> { int x = await(later(2)); yield x + await(later(3)); } default -> 9; } * 2;
            String s = "<" + total + switch (await(later(3))) { case 1, 2: yield await(later("low")); case 3: await(later(1)); default: yield "high" + await(later("er")); } + ">";
            int nested = switch (await(later(1))) { case 1 -> switch (await(later('x'))) { case 'x' -> await(later(42)); default -> 0; }; default -> -1; };
            return done(s + nested);
            """)
        .returns("<1010higher>42");
  }

  @Test
  void stringsWithEqualHashCodesAreToldApart() { // T120
    Program.ofBody(
            """
            String s = "";
            for (String x : List.of("Aa", "BB", "C#", "Bb", "")) {
              switch (await(later(x))) {
                case "Aa": s += await(later(1)); break;
                case "BB": s += await(later(2));
                case "C#": s += await(later(3)); break;
                case "": s += "empty";
                default: s += await(later("?"));
              }
              s += switch (x) { case "BB" -> await(later("b")); case "Aa" -> await(later("a")); default -> "-"; };
            }
            return done("Aa".hashCode() == "BB".hashCode() ? s : "no collision");
            """)
        .returns("1a23b3-?-empty?-");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void patternSwitchAwaitsInSelectorGuardsAndArms() { // T20, T21
    Program.since(
            21,
            """
            sealed interface Shape permits Circle, Square, Line {}
            record Circle(int r) implements Shape {}
            record Square(int a) implements Shape {}
            record Line(Object from, Object to) implements Shape {}
            @Async static Coroutine<String> name(Shape shape) {
              return done(switch (await(later(shape))) {
                case null -> await(later("none"));
                case Circle c when await(later(c.r())) > 5 -> "big" + await(later(c.r()));
                case Circle c -> { await(later(1)); yield "small" + c.r(); }
                case Square(int a) when log(a) == 0 || await(later(log(a))) == 2 -> "two";
                case Square(var a) -> "square" + await(later(a));
                case Line(String f, Integer t) when await(later(t)) > 1 -> f + await(later(t));
                case Line(Circle(int r), Square(int a)) -> await(later(r)) + "-" + a;
                case Line l -> "line" + await(later(l.from()));
              });
            }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (Shape shape : Arrays.asList(new Circle(9), new Circle(1), new Square(2), new Square(3), new Line("f", 2),
                  new Line("f", 1), new Line(new Circle(4), new Square(5)), null)) {
                s += await(name(shape)) + " ";
              }
              return done(s);
            }
            """)
        .logs("2 2 3 3 big9 small1 two square3 f2 linef 4-5 none ");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void partsOfARecordLiveAcrossTheAwaitsOfTheSwitch() { // T21, T125
    Program.since(
            21,
            """
            record Pair<A, B>(A first, B second) {}
            @Async static Coroutine<Object> test() {
              Object o = await(later((Object) new Pair<>(new Pair<>(1, 2L), new Pair<>("three", new int[] {4}))));
              String s = "";
              if (o instanceof Pair<?, ?>(Pair<?, ?>(Integer a, Long b), Pair<?, ?>(String c, int[] d)) && await(later(true))) {
                s += a + await(later("")) + b + c + d[0];
              }
              s += switch (o) {
                case Pair<?, ?>(Pair<?, ?>(Integer a, Long b), var rest) when await(later(a)) == 2 -> "no";
                case Pair<?, ?>(Pair<?, ?>(Integer a, Long b), Pair<?, ?>(String c, int[] d)) when b == await(later(2L)) -> {
                  d[0] += await(later(a)) + b.intValue();
                  yield c + await(later(d[0]));
                }
                default -> "no";
              };
              return done(s);
            }
            """)
        .returns("12three4three7");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void accessorThatThrowsInAPatternEndsInAMatchException() { // T21
    Program.since(
            21,
            """
            record Bad(int x) { public int x() { throw new IllegalStateException("accessor"); } }
            @Async static Coroutine<Object> test() {
              Object o = await(later((Object) new Bad(1)));
              String s = "";
              try {
                s += switch (o) { case Bad(int x) when await(later(true)) -> await(later("no")); default -> "default"; };
              } catch (MatchException e) { s += await(later("match ")) + e.getCause().getMessage(); }
              try {
                if (o instanceof Bad(int x) && await(later(x)) > 0) s += "no";
              } catch (MatchException e) { s += " " + e.getCause().getMessage(); }
              return done(s);
            }
            """)
        .returns("match accessor accessor");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void patternSwitchOverEnumsAndStringsAwaits() { // T19, T21
    Program.since(
            21,
            """
            enum Color { RED, GREEN }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (Object o : Arrays.asList("a", "bb", Color.RED, Color.GREEN, 7, null)) {
                s += switch (o) {
                  case String t when t.length() == await(later(1)) -> "short";
                  case String t -> "long" + await(later(t.length()));
                  case Color c when await(later(c)) == Color.RED -> await(later("red"));
                  case Color c -> c.name();
                  case Integer i when i > await(later(5)) -> "many";
                  case null, default -> await(later("rest"));
                } + " ";
              }
              return done(s);
            }
            """)
        .returns("short long2 red GREEN many rest ");
  }
}
