package dev.simmer;

import java.util.regex.Pattern;

/**
 * Explains the errors of the JVM that mean: a newer processor compiled this code, for a newer
 * runtime.
 *
 * <p>Emitted code calls a support package with a version in its name. One that this runtime does
 * not have is missed by the JVM's linker, before any code of ours could ask for it.
 */
final class NewerCode {
  private static final Pattern SUPPORT = Pattern.compile("dev[./]simmer[./]support[./]v\\d");

  private NewerCode() {}

  /** Adds a sentence to an error that is about a support package, once. */
  static void explain(Throwable thrown) {
    String missing = thrown.getMessage();
    if (!isAboutSomethingMissing(thrown) || missing == null || !SUPPORT.matcher(missing).find()) {
      return;
    }
    String sentence =
        "A class that was compiled by a newer simmer-processor is used"
            + place(thrown)
            + ": it needs "
            + missing
            + ", which the simmer-runtime on the class path does not have. Use a simmer-runtime at least as new as the"
            + " newest simmer-processor that compiled a part of the program.";
    for (Throwable added : thrown.getSuppressed()) {
      if (sentence.equals(added.getMessage())) {
        return;
      }
    }
    Throwable explanation = new IllegalStateException(sentence);
    explanation.setStackTrace(new StackTraceElement[0]);
    thrown.addSuppressed(explanation);
  }

  private static boolean isAboutSomethingMissing(Throwable thrown) {
    return thrown instanceof NoClassDefFoundError
        || thrown instanceof NoSuchMethodError
        || thrown instanceof NoSuchFieldError;
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : " in " + trace[0];
  }
}
