package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** A method that fits into a class file, but not with what suspends and resumes it. */
class MethodTooLargeTest {
  @Test
  void methodThatOutgrowsItsClassFileIsNamed() { // T72
    assertThat(
            errors(
                "@Async static Coroutine<Void> parse(%s) { %s return done(); }"
                    .formatted(manyParameters(), manyAwaits())))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(Locale.ROOT))
                  .startsWith(
                      "[async-method-too-large] @Async method parse() is too large to be"
                          + " rewritten\n");
              assertThat(error.getLineNumber()).isEqualTo(4);
              assertThat(error.getColumnNumber()).isEqualTo(33);
            });
  }

  @Test
  void lambdaThatOutgrowsItsClassFileIsNamedByWhatItIsIn() {
    assertThat(
            errors(
                "void start(%s) {\n  createTask(() -> { %s return done(); }); }"
                    .formatted(manyParameters(), manyAwaits())))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(Locale.ROOT))
                  .startsWith(
                      "[async-method-too-large] the async lambda in start() is too large to be"
                          + " rewritten\n");
              assertThat(error.getLineNumber()).isEqualTo(5);
            });
  }

  @Test
  void methodWhoseBodyWouldTakeTooManyArgumentsIsNamed() {
    assertThat(
            errors(
                "@Async static Coroutine<Void> fits(%s) { await(yieldNow()); return done(); }"
                    .formatted(parameters(253))))
        .isEmpty();
    assertThat(
            errors(
                "@Async static Coroutine<Void> many(%s) { await(yieldNow()); return done(); }"
                    .formatted(parameters(254))))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(Locale.ROOT))
                  .isEqualTo(
                      """
                      [async-method-too-large] @Async method many() takes too many arguments to be rewritten
                          why:    the JVM limits the arguments of a method to 255 words, and a rewritten body has two more
                          fix:    pass some of them in one object
                          see:    docs/diagnostics/async-method-too-large.md""");
              assertThat(error.getLineNumber()).isEqualTo(4);
            });
  }

  @Test
  void lambdaWhoseBodyWouldTakeTooManyArgumentsIsNamed() {
    assertThat(
            errors(
                "void start(%s) { createTask(() -> { await(yieldNow()); return done(%s); }); }"
                    .formatted(
                        parameters(254),
                        IntStream.range(0, 254)
                            .mapToObj(i -> "p" + i)
                            .collect(Collectors.joining("+")))))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.getMessage(Locale.ROOT))
                    .startsWith(
                        "[async-method-too-large] the async lambda in start() takes too many"
                            + " arguments to be rewritten\n"));
  }

  @Test
  void lambdaOfNoMethodIsNamedByWhatJavacMakesOfIt() {
    assertThat(RewriterError.methodTooLarge("lambda$new$3").text())
        .startsWith(
            "[async-method-too-large] the async lambda in a constructor or initialiser is ");
    assertThat(RewriterError.methodTooLarge("lambda$static$0").text())
        .startsWith("[async-method-too-large] the async lambda in a static initialiser is ");
  }

  /** Parameters that are all in use at every await. */
  private static String manyParameters() {
    return IntStream.range(0, 60).mapToObj(i -> "String p" + i).collect(Collectors.joining(", "));
  }

  private static String parameters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
  }

  private static String manyAwaits() {
    String awaits = "await(yieldNow()); ".repeat(2500);
    return awaits
        + IntStream.range(0, 60)
            .mapToObj(i -> "p" + i + ".length();")
            .collect(Collectors.joining(" "));
  }

  private static List<? extends Diagnostic<?>> errors(String member) {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new SimmerProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Example",
                    """
                    import static dev.simmer.Simmer.*;
                    import dev.simmer.*;
                    class Example {
                      %s
                    }
                    """
                        .formatted(member)));
    return compilation.errors();
  }
}
