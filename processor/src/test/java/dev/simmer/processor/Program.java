package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Simmer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A small program with a method {@code test}, compiled by the processor in some configurations, and
 * run in every mode in each; in the first also with its tasks in another order.
 */
final class Program {
  private static final String HEADER =
      """
      import static dev.simmer.Simmer.*;
      import static dev.simmer.processor.Later.*;
      import dev.simmer.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;
      """;

  private static final RunOptions IN_ORDER = RunOptions.defaults().virtualTime(true);

  private final long seed;
  private final Map<Configuration, Compiled> compiled = new LinkedHashMap<>();

  private Program(int release, String members, String... others) {
    String source = HEADER + "public class P {\n" + members + "\n}\n";
    seed = Long.getLong("simmer.test.shuffle", source.hashCode());
    String[] sources = Arrays.copyOf(others, others.length + 1);
    sources[others.length] = source;
    for (Configuration configuration : Configuration.chosenFor(source, release)) {
      compiled.put(configuration, Compiled.with(configuration, sources));
    }
  }

  /** The members of a class {@code P} with {@code @Async static Coroutine<?> test()}. */
  static Program of(String members) {
    return new Program(17, members);
  }

  /** The same beside sources of other packages. */
  static Program beside(List<String> others, String members) {
    return new Program(17, members, others.toArray(String[]::new));
  }

  /** The same for a program that needs more than the oldest release of the language. */
  static Program since(int release, String members) {
    return new Program(release, members);
  }

  /** The statements of {@code @Async static Coroutine<Object> test() throws Exception}. */
  static Program ofBody(String statements) {
    return of("@Async static Coroutine<Object> test() throws Exception {\n" + statements + "\n}");
  }

  /** The class files of the first configuration. */
  Compiled compiled() {
    return compiled.values().iterator().next();
  }

  /** Runs the program in every mode and compares what it returns. */
  void returns(Object expected) {
    gives(expected, (log, result) -> result);
  }

  /** Runs the program in every mode and compares its log, followed by its result. */
  void logs(String expected) {
    gives(expected, (log, result) -> log + result);
  }

  private void gives(Object expected, BiFunction<String, Object, Object> outcome) {
    compiled.forEach(
        (configuration, classes) -> {
          String with = "compiled with " + configuration;
          gives(expected, outcome, classes, IN_ORDER, with);
          if (classes == compiled()) {
            String shuffled = with + ", shuffled: -Dsimmer.test.shuffle=" + seed;
            gives(expected, outcome, classes, IN_ORDER.shuffle(seed), shuffled);
          }
        });
  }

  private static void gives(
      Object expected,
      BiFunction<String, Object, Object> outcome,
      Compiled classes,
      RunOptions options,
      String how) {
    for (Later.Mode mode : Later.Mode.values()) {
      Later.start(mode);
      Object result = run(classes.fresh(), options);
      assertThat(outcome.apply(Later.trace(), result))
          .as("in mode %s, %s", mode, how)
          .isEqualTo(expected);
    }
  }

  private static Object run(Compiled classes, RunOptions options) {
    try {
      return Simmer.run(
          () -> {
            try {
              @SuppressWarnings("unchecked")
              Coroutine<Object> main = (Coroutine<Object>) classes.call("P", "test");
              return main;
            } catch (Exception e) {
              throw e;
            } catch (Throwable e) {
              throw new AssertionError(e);
            }
          },
          options);
    } catch (Exception e) {
      return e.toString();
    }
  }
}
