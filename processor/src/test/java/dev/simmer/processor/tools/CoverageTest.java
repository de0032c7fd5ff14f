package dev.simmer.processor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.processor.Later;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jacoco.core.analysis.ILine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * JaCoCo counts the lines it would count without the rewriting. Pins: T69, T126.
 *
 * <p>In the sample every line runs but those marked {@code @never}; a line marked {@code @part}
 * runs in part, as it would in plain Java.
 */
class CoverageTest {
  private static final String MEMBERS =
      """
      @Async static Coroutine<Object> test() throws Exception {
        await(loops(3));
        await(exceptions(0));
        await(exceptions(1));
        int sum = await(branches("a", 1))
            + await(branches("b", 2));
        log(sum);
        await(scopes());
        for (int way = 0; way < 5; way++) {
          await(leavingScopes(way));
          await(leavingLoops(way));
        }
        await(generators());
        await(lambdas());
        await(early(true));
        await(stopsInTheMiddle(1));
        await(instance());
        return done(0);
      }
      @Async private static Coroutine<Integer> loops(int n) {
        int total = 0;
        for (int i = 0; i < n; i++) {
          total += await(later(i));
          if (i == 1) {
            continue;
          }
          log(i);
        }
        do {
          n--;
        } while (await(later(n)) > 0);
        while (true) {
          if (await(later(true))) {
            break;
          }
          log("never"); // @never
        }
        for (String s : List.of("a", "b"))
          log(await(later(s)));
        return done(total);
      }
      @Async private static Coroutine<String> exceptions(int n) {
        String s = "";
        try {
          s += await(later("try"));
          if (n == 1) {
            throw new IOException("x");
          }
          s += "end";
        } catch (IOException e) {
          s += await(later(e.getMessage()));
        } catch (RuntimeException e) { // @never
          s += await(later("never")); // @never
        } finally {
          s += await(later("finally"));
          log(s);
        }
        return done(s);
      }
      @Async static Coroutine<Integer> branches(String s, int n) {
        int result = switch (s) {
          case "none" -> throw new IllegalArgumentException(s); // @never
          case "a" -> await(later(1));
          default -> {
            int x = await(later(n));
            yield x + 1;
          }
        };
        switch (n) {
          case 1:
            result += n;
          case 2:
            result += await(later(2));
            break;
          default:
            result = 0; // @never
        }
        if (await(later(n)) == 1) {
          return done(result);
        } else {
          result--;
        }
        return done(
            result);
      }
      @Async static Coroutine<Void> scopes() throws Exception {
        try (var group = taskGroup()) {
          group.createTask(
              () -> {
                await(later(1));
                return done(2);
              });
        }
        try (var limit = timeout(seconds(100));
            var plain = new StringReader("x")) {
          log(plain.read());
          await(later(1));
        }
        return done();
      }
      record R(String name) implements AsyncCloseable {
        @Async
        public Coroutine<Void> closeAsync() {
          log(name);
          await(later(name));
          return done();
        }
      }
      @Async static Coroutine<Integer> leavingScopes(int way) {
        for (int i = 0; i < 2; i++) {
          try (R a = new R("a");
              AutoCloseable b = null;
              R c = await(later(new R("c")))) {
            log(way);
            if (way == 0) {
              return done(i);
            }
            if (way == 1) {
              break;
            }
            if (way == 2) {
              continue;
            }
            if (way == 3) {
              throw new IOException("x");
            }
            log("end");
          } catch (Exception e) {
            log(e.getMessage());
          } finally {
            log("finally");
          }
          try (R empty = new R("e")) {
          }
          try (R alone = new R("f")) {
            log("alone");
          }
          R given = new R("g");
          try (given) {
            await(later(1));
          } finally { log("g"); }
          log("after");
        }
        return done(way);
      }
      @Async static Coroutine<Integer> leavingLoops(int way) {
        outer:
        for (int i = 0; i < 2; i++) {
          try {
            for (int n : each(numbers(3))) {
              log(n);
              if (way == 0) {
                return done(n);
              }
              if (way == 1) {
                break outer;
              }
              if (way == 2) {
                continue outer;
              }
              if (way == 3) {
                throw new IOException("x");
              }
              for (int m : each(numbers(n))) {
                if (m == 0)
                  break;
              } // @never
            }
          } catch (IOException e) {
            log(e.getMessage());
          } finally {
            log("finally");
          }
          log("after");
        }
        return done(way);
      }
      @Async static AsyncGenerator<Integer> numbers(int n) {
        for (int i = 0; i < n; i++) {
          emit(await(later(i)));
        }
        return end();
      }
      @Async static Coroutine<Integer> generators() throws Exception {
        int sum = 0;
        for (int i : each(numbers(5))) {
          if (i == 3) {
            break;
          }
          sum += i;
        }
        for (int i : each(numbers(2))) {
          sum += await(later(i));
        }
        return done(sum);
      }
      @Async static Coroutine<Integer> lambdas() throws Exception {
        AsyncCallable<Integer> body =
            () -> {
              int one = await(later(1));
              return done(one);
            };
        var task = createTask(body);
        Supplier<String> plain = () -> "plain";
        log(plain.get());
        return
            body.call();
      }
      @Async static Coroutine<Void> early(boolean stop) {
        if (stop) {
          return done();
        }
        await(later(1)); // @never
        return done(); // @never
      }
      @Async static Coroutine<Void> stopsInTheMiddle(int n) {
        await(later(n));
        if (n == 1) {
          return done();
        }
        log("never"); // @never
        await(later("never")); // @never
        await(later("never")); // @never
        return done(); // @never
      }
      int field;
      @Async static Coroutine<Integer> instance() throws Exception {
        P p = new P();
        return done(await(p.set(await(later(3)))));
      }
      @Async Coroutine<Integer> set(int value) {
        field = await(later(value));
        return field();
      }
      @Async Coroutine<Integer> field() {
        return done(field);
      }
      """;

  private static final Sample REWRITTEN = Sample.of(MEMBERS);
  private static final Sample PLAIN = Sample.of(MEMBERS, "-proc:none");

  @Test
  void sameLinesAreCounted() {
    assertThat(texts(Coverage.counted(REWRITTEN).keySet()))
        .isEqualTo(texts(Coverage.counted(PLAIN).keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void linesThatRanAreCoveredAndNoOthers(Later.Mode mode) {
    List<String> wrong = new ArrayList<>();
    Coverage.of(REWRITTEN, mode)
        .forEach(
            (number, line) -> {
              boolean never = REWRITTEN.mark(number).equals("@never");
              if ((line.getInstructionCounter().getCoveredCount() > 0) == never) {
                wrong.add(REWRITTEN.text(number));
              }
            });
    assertThat(wrong).isEmpty();
  }

  /** The figures that the README gives. */
  @Test
  void everyPlaceThatMayWaitShowsTwoMoreBranchesInItsLineAndFourForACallThatMayBeLinked() {
    Map<Integer, ILine> plain = Coverage.counted(PLAIN);
    Map<Integer, Integer> linked = REWRITTEN.linkedCalls();
    assertThat(linked).isNotEmpty();
    Map<Integer, Integer> points = REWRITTEN.suspensionPoints();
    Coverage.counted(REWRITTEN)
        .forEach(
            (number, line) -> {
              String text = REWRITTEN.text(number);
              int places = points.getOrDefault(number, 0);
              if (text.contains("await(later(\"finally\"))")) {
                places = 1; // JaCoCo takes javac's copies of a finally block for one.
              } else if (text.contains("emit(")) {
                places--; // Every emit waits: there is nothing to branch on.
              }
              assertThat(branches(line) - branches(plain.get(number)))
                  .as(text)
                  .isEqualTo(2 * places + 4 * linked.getOrDefault(number, 0));
            });
  }

  /** The figures that the README gives. */
  @Test
  void otherBranchesAreInNoLine() {
    int inLines = 0;
    for (ILine line : Coverage.counted(REWRITTEN).values()) {
      inLines += branches(line);
    }
    int places = REWRITTEN.suspensionPoints().values().stream().mapToInt(n -> n).sum();
    int methods = REWRITTEN.asyncMethods().size();
    assertThat(Coverage.branches(REWRITTEN) - inLines).isBetween(places, 2 * places + 6 * methods);
  }

  private static int branches(ILine line) {
    return line.getBranchCounter().getTotalCount();
  }

  private static String texts(Collection<Integer> lines) {
    return lines.stream()
        .map(line -> line + " " + REWRITTEN.text(line))
        .collect(Collectors.joining("\n"));
  }
}
