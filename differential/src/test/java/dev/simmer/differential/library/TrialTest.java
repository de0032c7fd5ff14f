package dev.simmer.differential.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.differential.world.ClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.util.Textifier;

/** Pins T1-T64, T71, T76-T78 by code that nobody here wrote: a small library at every build. */
class TrialTest {
  private static final Agreement.Settings SETTINGS = new Agreement.Settings(6, 1);

  @Test
  void copiesOfLibraryMethodsVerifyAndAgreeWithTheOriginals() throws Exception {
    Library library = Library.binary(ClassPath.of(Textifier.class));
    Tally tally = new Trial(library, Sources.others(), false).run(SETTINGS);
    System.out.println(Tally.heading() + "\n" + tally + "\n" + tally.details());
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.methods()).isGreaterThan(400);
    assertThat(tally.loopingOrProtected()).isGreaterThan(50);
    assertThat(tally.agreeing()).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void everyConstructSurvivesBeingCopied(String debug) throws Exception {
    Library library =
        Sources.sample(
            """
            static int depth(int n) { return n <= 0 ? 0 : 1 + depth(n / 2); }
            static long parked(int n) {
              long sum = 0;
              for (int i = 0; i < 5; i++) {
                try {
                  if (Math.floorMod(n + i, 3) == 0) { return sum + depth(n); }
                  sum += depth(i) * 2L;
                } catch (ArithmeticException e) {
                  return -1;
                } finally {
                  sum += Math.abs(n);
                  n = Math.max(n, i);
                }
              }
              return sum;
            }
            static String caught(String text) {
              try {
                return Integer.valueOf(text.trim()).toString();
              } catch (NumberFormatException e) {
                return "no " + e.getMessage();
              }
            }
            static List<Object> built(double x, char[] letters) {
              List<Object> list = new ArrayList<>(List.of(new StringBuilder(String.valueOf(x))
                  .append(letters.length > 2 ? letters[1] : 'z').toString()));
              list.add(switch (letters.length) { case 0 -> depth(3); case 1 -> "one"; default -> x; });
              Map<Character, Integer> counts = new TreeMap<>();
              for (char letter : letters) { counts.merge(letter, 1, Integer::sum); }
              list.add(counts);
              return list;
            }
            static String assigned(String text) {
              if (text.length() > 1) {
                try { text = text.trim(); } finally { depth(1); }
              }
              return text;
            }
            static void sorted(int[] numbers) { Arrays.sort(numbers); numbers[0] += depth(9); }
            """,
            debug);
    for (boolean keepsLocals : new boolean[] {false, true}) {
      Tally tally = new Trial(library, Sources.others(), keepsLocals).run(SETTINGS);
      assertThat(tally.findings()).isEmpty();
      assertThat(tally.methods()).isEqualTo(6);
      assertThat(tally.loopingOrProtected()).isEqualTo(4);
      assertThat(tally.agreeing()).isEqualTo(6 * SETTINGS.arguments());
    }
  }

  @Test
  void methodThatGrowsTooLargeIsCountedAndTheOthersAreKept() throws Exception {
    String calls = "x = Math.abs(x) + Math.max(x, 1);\n".repeat(900);
    Library library =
        Sources.sample(
            "static int large(int x) {" + calls + "return x; } static int small() { return 1; }");
    Tally tally = new Trial(library, Sources.others(), false).run(SETTINGS);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.details()).contains("too large with its awaits=1");
    assertThat(tally.methods()).isEqualTo(1);
  }

  @Test
  void whatSimmerRefusesIsSkippedByReason() throws Exception {
    Library library =
        Sources.sample(
            """
            synchronized void locked() {}
            void block() { synchronized (this) { hashCode(); } }
            native void outside();
            Runnable quiet() { return () -> {}; }
            """);
    Tally tally = new Trial(library, Sources.others(), false).run(SETTINGS);
    assertThat(tally.details())
        .contains("synchronized method or block=2")
        .contains("abstract or native=1")
        .contains("constructor or initialiser=1")
        .contains("lambda without a call to await=1");
    assertThat(tally.methods()).isEqualTo(1);
  }

  @Test
  void whatTellsOneRunFromAnotherIsNoDifference() throws Exception {
    Library library =
        Sources.sample(
            """
            static Runnable lambda() { return () -> {}; }
            static List<Object> lambdas() { return List.of((Runnable) () -> {}); }
            static int unnamed(int[][] numbers) {
              int sum = 0;
              for (int[] some : numbers) { for (int number : some) { sum += number; } }
              return sum;
            }
            static String caller() { return new Exception().getStackTrace()[1].getMethodName(); }
            static long next() { return new Random().nextLong(); }
            """);
    Tally tally = new Trial(library, Sources.others(), false).run(SETTINGS);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.agreeing()).isEqualTo(2 + SETTINGS.arguments());
    assertThat(tally.details()).contains("NOT_REPEATABLE=1");
  }

  @Test
  void functionThatDoesNotEndIsLeftAlone() throws Exception {
    Library library =
        Sources.sample(
            """
            static int endless(int n) { while (true) { n++; } }
            static boolean never(int n) { return never(n + 1) || never(n); }
            """);
    Tally tally = new Trial(library, Sources.others(), false).run(SETTINGS);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.details()).contains("ENDLESS=2");
  }
}
