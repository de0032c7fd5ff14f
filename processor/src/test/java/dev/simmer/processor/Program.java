package dev.simmer.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Coroutine;
import dev.simmer.Simmer;

/** A small program with a method {@code test}, compiled by the processor and run in every mode. */
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

  private final Compiled compiled;

  private Program(Compiled compiled) {
    this.compiled = compiled.verified();
  }

  /** The members of a class {@code P} with {@code @Async static Coroutine<?> test()}. */
  static Program of(String members) {
    return new Program(Compiled.of(HEADER + "public class P {\n" + members + "\n}\n"));
  }

  /** The statements of {@code @Async static Coroutine<Object> test() throws Exception}. */
  static Program ofBody(String statements) {
    return of("@Async static Coroutine<Object> test() throws Exception {\n" + statements + "\n}");
  }

  Compiled compiled() {
    return compiled;
  }

  /** Runs the program in every mode and compares what it returns. */
  void returns(Object expected) {
    for (Later.Mode mode : Later.Mode.values()) {
      Later.start(mode);
      assertThat(run()).as("in mode %s", mode).isEqualTo(expected);
    }
  }

  /** Runs the program in every mode and compares its log, followed by its result. */
  void logs(String expected) {
    for (Later.Mode mode : Later.Mode.values()) {
      Later.start(mode);
      Object result = run();
      assertThat(Later.trace() + result).as("in mode %s", mode).isEqualTo(expected);
    }
  }

  private Object run() {
    try {
      return Simmer.run(
          () -> {
            try {
              @SuppressWarnings("unchecked")
              Coroutine<Object> main = (Coroutine<Object>) compiled.call("P", "test");
              return main;
            } catch (Exception e) {
              throw e;
            } catch (Throwable e) {
              throw new AssertionError(e);
            }
          });
    } catch (Exception e) {
      return e.toString();
    }
  }
}
