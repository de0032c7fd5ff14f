package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods with much of everything. Pins: T71, T72, T73, T74. */
class LargeMethodsTest {
  private static final int JVM_LIMIT = 65_535;

  @Test
  void manyAwaitsShareTheCodeThatSavesTheirLocals() { // T71
    Program program =
        Program.ofBody(
            each(60, i -> "String a%1$d = \"\" + %1$d;".formatted(i))
                + each(200, i -> "await(later(%d));".formatted(i))
                + "return done(%s);".formatted(sum(60, i -> "a%d.length()".formatted(i))));
    program.returns(110);
    assertThat(largestMethod(program.compiled())).isLessThan(25_000);
  }

  @Test
  void localsThatAreBornAndDieOneByOneAreKept() { // T71, T74
    Program program =
        Program.ofBody(
            each(
                    100,
                    i ->
                        "int a%1$d = await(later(%1$d)); String b%1$d = \"b\" + a%1$d;"
                            .formatted(i))
                + "int sum = 0;"
                // 100 and 37 have no common divisor: each is used once, in an order of no sort.
                + each(
                    100,
                    i -> "sum += a%1$d + b%1$d.length() + await(later(0));".formatted(i * 37 % 100))
                + "return done(sum);");
    program.returns(IntStream.range(0, 100).map(i -> i + ("b" + i).length()).sum());
    assertThat(largestMethod(program.compiled())).isLessThan(JVM_LIMIT);
  }

  @Test
  void moreThan255LocalsOfEveryWidth() { // T71
    Program.ofBody(
            each(
                    90,
                    i ->
                        "long l%1$d = await(later(%1$dL)); double d%1$d = %1$d / 4.0; int i%1$d = %1$d; Object o%1$d = l%1$d;"
                            .formatted(i))
                + "await(later(1));"
                + "return done(%s);"
                    .formatted(
                        sum(90, i -> "l%1$d + d%1$d * 4 + i%1$d + (Long) o%1$d".formatted(i))))
        .returns(4.0 * 89 * 90 / 2);
  }

  @Test
  void moreThan256Awaits() { // T71
    Program.ofBody(
            "int sum = 0; long wide = 1;"
                + each(400, i -> "sum += await(later(%d)); wide += sum;".formatted(i))
                + "return done(sum + \" \" + wide);")
        .returns(
            399 * 400 / 2
                + " "
                + (1 + IntStream.range(0, 400).map(i -> i * (i + 1) / 2).asLongStream().sum()));
  }

  @Test
  void asManyArgumentsAsFit() { // T71
    // 253 words, with the trampoline and the depth 255.
    Program.of(
            "@Async static Coroutine<Object> test() { return done(await(all(%s, 7))); }"
                    .formatted(list(126, i -> i + "L"))
                + "@Async static Coroutine<Long> all(%s, int last) { await(later(1)); long sum = last;"
                    .formatted(list(126, i -> "long p" + i))
                + " await(later(2)); return done(sum + %s); }".formatted(sum(126, i -> "p" + i)))
        .returns(125L * 126 / 2 + 7);
  }

  @Test
  void methodThatGrowsTowardsTheLimitWorksOrIsReported() { // T72
    boolean tooLarge = false;
    for (int awaits = 700; !tooLarge; awaits += 100) {
      Compiled compiled =
          Compiled.of(
              """
              import static dev.simmer.Simmer.*;
              import static dev.simmer.processor.Later.*;
              class P {
                @dev.simmer.Async static dev.simmer.Coroutine<Integer> test() { int sum = 0; String text = "x";
                  for (int round = 0; round < 2; round++) { if (round == 5) break; try { %s } finally { sum++; } }
                  return done(sum + text.length()); }
                static int run() { return dev.simmer.Simmer.run(test()); }
              }
              """
                  .formatted("sum += await(later(1)); ".repeat(awaits)));
      List<String> errors = compiled.messages(Diagnostic.Kind.ERROR);
      tooLarge = !errors.isEmpty();
      if (tooLarge) {
        assertThat(errors)
            .singleElement()
            .asString()
            .contains("[async-method-too-large] @Async method test() is too large");
      } else {
        Later.start(Later.Mode.SUSPENDING);
        assertThat(call(compiled)).as("with %d awaits", awaits).isEqualTo(2 * awaits + 3);
        assertThat(awaits).isLessThan(3000);
      }
    }
  }

  @Test
  void fiftyLevelsOfNesting() { // T73
    String open =
        each(
            50,
            i ->
                switch (i % 5) {
                  case 0 -> "for (int i%1$d = 0; i%1$d < 1; i%1$d++) {".formatted(i);
                  case 1 -> "if (await(later(true))) {";
                  case 2 -> "try { sum += await(later(1));";
                  case 3 -> "while (await(later(sum >= 0))) {";
                  default -> "switch (await(later(%1$d))) { case %1$d: {".formatted(i);
                });
    String close =
        each(
            50,
            back -> {
              int i = 49 - back;
              return switch (i % 5) {
                case 2 ->
                    "} catch (IllegalStateException e) { sum += 1000; } finally { await(later(1)); }";
                case 3 -> "break; }";
                case 4 -> "} }";
                default -> "}";
              };
            });
    Program.ofBody(
            "int sum = 0;" + open + "sum += await(later(100));" + close + "return done(sum);")
        .returns(110);
    Program.ofBody(
            "int sum = 0;"
                + open
                + "if (await(later(true))) throw new IllegalStateException();"
                + close
                + "return done(sum);")
        .returns(1010);
  }

  private static Object call(Compiled compiled) {
    try {
      return compiled.call("P", "run");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The most bytes that the code of a method can take. */
  private static int largestMethod(Compiled compiled) {
    int largest = 0;
    for (byte[] classFile : compiled.classFiles().values()) {
      ClassNode type = new ClassNode();
      new ClassReader(classFile).accept(type, 0);
      for (MethodNode method : type.methods) {
        CodeSizeEvaluator size = new CodeSizeEvaluator(null);
        method.accept(size);
        largest = Math.max(largest, size.getMaxSize());
      }
    }
    return largest;
  }

  private static String each(int count, IntFunction<String> code) {
    return joined(count, code, "\n");
  }

  private static String sum(int count, IntFunction<String> code) {
    return joined(count, code, " + ");
  }

  private static String list(int count, IntFunction<String> code) {
    return joined(count, code, ", ");
  }

  private static String joined(int count, IntFunction<String> code, String separator) {
    return IntStream.range(0, count).mapToObj(code).collect(Collectors.joining(separator));
  }
}
