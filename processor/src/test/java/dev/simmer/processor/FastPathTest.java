package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the fast path promises: a chain that never waits allocates nothing, and depth is bounded.
 * Pins: T12, T84.
 */
class FastPathTest {
  private static final String COUNTING =
      """
      import static dev.simmer.Simmer.*;
      import dev.simmer.*;
      import java.lang.management.ManagementFactory;
      public class P {
        int state = 1;
        @Async private Coroutine<Integer> number(int i) { return done(i * 31 + state); }
        @Async private Coroutine<String> same(String s) { return done(s); }
        @Async private Coroutine<Long> through(long l) { return done(await(deeper(l))); }
        @Async private Coroutine<Long> deeper(long l) { if (l < 0) await(yieldNow()); return done(l + 100_000); }
        @Async Coroutine<Integer> work(int rounds) {
          int sum = 0;
          for (int i = 0; i < rounds; i++) { sum += await(number(i)); sum += await(same("text")).length(); sum += await(through(i)); }
          return done(sum);
        }
        @Async Coroutine<Long> main() {
          await(work(200_000));
          long few = await(cost(100_000));
          return done(await(cost(200_000)) - few);
        }
        @Async Coroutine<Long> cost(int rounds) {
          var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
          long before = threads.getCurrentThreadAllocatedBytes();
          await(work(rounds));
          return done(threads.getCurrentThreadAllocatedBytes() - before);
        }
        public static void main(String[] args) { System.out.println("allocated " + run(new P().main())); }
      }
      """;

  /** The same with callees that others may override, mock or wrap. */
  private static final String VISIBLE =
      COUNTING
          .replace(
              "public class P {",
              """
              public class P {
                interface Source { Coroutine<Integer> get(int i); }
                static final class First implements Source { @Async public Coroutine<Integer> get(int i) { return done(i * 31); } }
                static class Second implements Source { @Async public Coroutine<Integer> get(int i) { return done(i * 7); } }
                static class Third extends Second {}
                final Source[] sources = {new First(), new Second(), new Third()};
                final Second second = new Third();
                @Async static Coroutine<Long> wide(long l) { if (l < 0) await(yieldNow()); return done(l + 100_000); }
              """)
          .replace("@Async private", "@Async public")
          // Linking a call allocates, and so does what the JDK does for a handle used often.
          .replace("await(work(200_000));", "for (int i = 0; i < 20; i++) await(cost(20_000));")
          .replace(
              "sum += await(through(i));",
              "sum += await(wide(i)) + await(sources[i % 3].get(i)) + await(second.get(i));");

  @Test
  void readyAwaitsOfPrivateCalleesAllocateNothingWithoutEscapeAnalysis() throws Exception {
    assertThat(allocated(COUNTING)).isEqualTo("allocated 0");
  }

  @Test
  void readyAwaitsOfOtherCalleesAllocateNothingOnceTheyAreLinked() throws Exception {
    assertThat(allocated(VISIBLE)).isEqualTo("allocated 0");
  }

  /**
   * Ten frames of 40 bytes, which hold this and an int, and what gives way; no result on its way
   * up, and no room for arguments that nobody needs any more.
   */
  @Test
  void chainThatWaitsAllocatesAFrameForEachCallAndNothingElse() throws Exception {
    String source =
        COUNTING
            .replace(
                "int state = 1;",
                """
                int state = 1;
                @Async private Coroutine<Integer> chain(int below, int x) {
                  if (below == 0) { await(yieldNow()); return done(x + 1); }
                  return done(1 + await(chain(below - 1, x)));
                }
                """)
            .replaceFirst("\\{ sum \\+=.*", "sum = await(chain(9, sum));");
    assertThat(source).contains("i++) sum = await(chain(9, sum));");
    double chain = Long.parseLong(allocated(source).replace("allocated ", "")) / 100_000.0;
    assertThat(chain).isBetween(10 * 40.0, 10 * 40 + 24 + 1.0);
  }

  private static String allocated(String source) throws Exception {
    Compiled compiled = Compiled.of(source).verified();
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:-DoEscapeAnalysis",
                "-cp",
                compiled.folder() + File.pathSeparator + System.getProperty("java.class.path"),
                "P"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void recursionAMillionDeepCompletesReadyAndSuspending() { // T84
    Program.of(
            """
            @Async private static Coroutine<Integer> direct(int n, boolean wait) {
              if (n == 0) { if (wait) await(yieldNow()); return done(0); }
              return done(await(direct(n - 1, wait)) + 1);
            }
            @Async static Coroutine<Integer> visible(int n, boolean wait) {
              if (n == 0) { if (wait) await(yieldNow()); return done(0); }
              return done(await(visible(n - 1, wait)) + 1);
            }
            @Async static Coroutine<Object> test() {
              long sum = 0;
              for (boolean wait : new boolean[] {false, true}) sum += await(direct(1_000_000, wait)) + await(visible(1_000_000, wait));
              return done(sum);
            }
            """)
        .returns(4_000_000L);
  }

  @Test
  void methodsWithoutCoroutinesStayByteForByte() { // T113
    String source =
        "public class Plain { int f(int i) { return i + 1; } static class In { Runnable r = () -> {}; } }";
    Map<String, byte[]> with = Compiled.of(source).classFiles();
    Map<String, byte[]> without =
        Compiled.compile(List.of(), List.of("-proc:none"), source).classFiles();
    assertThat(with.keySet()).isEqualTo(without.keySet());
    with.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(without.get(name)));
  }

  @Test
  void twoCompilationsGiveIdenticalFiles() { // T116
    String constructing =
        "import static dev.simmer.Simmer.*; import dev.simmer.*;"
            + "class Q { record R(int a, Object b) {} @Async static Coroutine<R> q() { return done("
            + "new R(await(done(1)), ".repeat(20)
            + "null"
            + ")".repeat(21)
            + "; } }";
    Map<String, byte[]> first = Compiled.of(COUNTING, constructing).verified().classFiles();
    Map<String, byte[]> second = Compiled.of(COUNTING, constructing).classFiles();
    assertThat(first.keySet()).isEqualTo(second.keySet());
    first.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(second.get(name)));
  }
}
