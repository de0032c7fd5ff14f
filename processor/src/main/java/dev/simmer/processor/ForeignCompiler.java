package dev.simmer.processor;

import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/** Tells the user of a compiler other than javac that nothing will be rewritten there. */
final class ForeignCompiler {
  private ForeignCompiler() {}

  /** Fails the build with one sentence: code that is not rewritten throws at its first await. */
  static void report(ProcessingEnvironment environment) {
    environment.getMessager().printMessage(Diagnostic.Kind.ERROR, sentence(environment));
  }

  static String sentence(ProcessingEnvironment environment) {
    return "Simmer rewrites @Async methods inside javac, the compiler of the JDK, and this compiler ("
        + environment.getClass().getName()
        + ") is another one, whose classes would throw at their first await: compile with javac.";
  }
}
