package dev.simmer;

import dev.simmer.support.v1.Trampoline;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the rule of the lint that should have kept a blocking call out of the loop. For the
 * watcher's thread: to look it up takes a moment.
 */
final class EscapedRule {
  private static final AtomicBoolean PREPARING = new AtomicBoolean();
  private static @Nullable BlockingRows rows;

  private EscapedRule() {}

  /** Has the catalogue read by a thread of its own: whoever watches loops has no time for that. */
  static void prepareSoon() {
    if (!PREPARING.getAndSet(true)) {
      Thread thread = new Thread(EscapedRule::prepare, "simmer-catalogue");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Reads the catalogue, unless that happened before. */
  static synchronized BlockingRows prepare() {
    BlockingRows known = rows;
    if (known == null) {
      known = new BlockingRows();
      rows = known;
    }
    return known;
  }

  /**
   * Returns a sentence about the outermost call on the stack that the catalogue knows to block, or
   * null when it knows of none.
   *
   * @param stack the stack of a loop's thread, innermost first
   * @param loader that thread's
   */
  static synchronized @Nullable String of(StackTraceElement[] stack, @Nullable ClassLoader loader) {
    BlockingRows known = prepare();
    List<StackTraceElement> step =
        Arrays.stream(stack)
            .takeWhile(frame -> !frame.getClassName().equals(Loop.class.getName()))
            .toList();
    for (int i = step.size() - 2; i >= 0; i--) {
      StackTraceElement callee = step.get(i);
      Class<?> type = load(callee, loader);
      BlockingRow row = known.find(type, callee.getClassName(), callee.getMethodName());
      if (row != null) {
        return sentence(callee, row, isMadeInAsyncCode(step, i + 1, loader));
      }
    }
    return null;
  }

  private static String sentence(StackTraceElement callee, BlockingRow row, boolean direct) {
    String type = callee.getClassName();
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    String call =
        callee.getMethodName().equals("<init>")
            ? "new " + simple
            : simple + "." + callee.getMethodName();
    return "%s is a call that the lint reports (%s): [%s] is off or suppressed there, or did not see it."
        .formatted(call, row.category(), rule(row, direct));
  }

  private static String rule(BlockingRow row, boolean direct) {
    if (row.tier().equals("S")) {
      return "async-slow-call";
    }
    if ("parallel".equals(row.category())) {
      return "async-parallel-join";
    }
    if ("lock".equals(row.category()) && row.tier().equals("L")) {
      return "async-lock-contention";
    }
    return direct ? "async-blocking-call" : "async-blocking-transitive";
  }

  /** A rewritten method takes a trampoline; what the loop calls itself is a callback. */
  private static boolean isMadeInAsyncCode(
      List<StackTraceElement> step, int caller, @Nullable ClassLoader loader) {
    StackTraceElement frame = step.get(caller);
    boolean callback = caller + 1 == step.size() || Callers.isOwn(step.get(caller + 1));
    return callback || isRewritten(load(frame, loader), frame.getMethodName());
  }

  private static boolean isRewritten(@Nullable Class<?> type, String method) {
    try {
      return type != null
          && Stream.of(type.getDeclaredMethods())
              .filter(declared -> declared.getName().equals(method))
              .anyMatch(
                  declared -> List.of(declared.getParameterTypes()).contains(Trampoline.class));
    } catch (LinkageError e) {
      return false; // Some type in its signatures is missing.
    }
  }

  private static @Nullable Class<?> load(StackTraceElement frame, @Nullable ClassLoader loader) {
    try {
      return Class.forName(frame.getClassName(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
