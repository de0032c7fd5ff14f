package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.function.Supplier;

/** Keeps a mistake of ours from ending the user's build: it becomes a warning that says so. */
final class Guard {

  private static final Rule RULE = Rule.INTERNAL;

  private final Reporter reporter;

  Guard(Reporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Runs one step of the lint.
   *
   * @param where the class or method it works on
   * @param step what the user may quote in a bug report
   */
  void run(TreePath where, String step, Runnable work) {
    run(where, () -> step, work);
  }

  /** Runs a step of one check. */
  void run(TreePath where, Check check, Runnable work) {
    run(where, () -> check.getClass().getSimpleName(), work);
  }

  private void run(TreePath where, Supplier<String> step, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      if (!isIncompleteClassPath(e)) {
        report(where, step.get(), e);
      }
    }
  }

  /** javac itself reports a class it cannot find; the exception it uses for that is not public. */
  private static boolean isIncompleteClassPath(Throwable e) {
    return e.getClass().getSimpleName().equals("CompletionFailure");
  }

  private void report(TreePath where, String step, Throwable e) {
    StackTraceElement[] stack = e.getStackTrace();
    String at = stack.length == 0 ? "an unknown place" : stack[0].toString();
    reporter.report(
        RULE,
        where,
        Message.of(RULE.id(), "%s failed here with %s at %s".formatted(step, e, at))
            .why("this is a bug in Simmer, not in this code; the rest of the lint went on")
            .fix("report it together with the class; -Asimmer.lint=async-internal:off hides it"));
  }
}
