package dev.simmer;

import dev.simmer.support.v1.Trampoline;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Finds the user's code on the stack. */
final class Callers {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Callers() {}

  /** Names the innermost place that is not Simmer's own. */
  static String place() {
    StackTraceElement element = element();
    return element == null ? "a place that is not on the stack" : element.toString();
  }

  /** Returns the innermost place that is not Simmer's own; null when none is on the stack. */
  static @Nullable StackTraceElement element() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isOwn(frame.getDeclaringClass()))
                .limit(2)
                // The visible method of a rewritten pair is in no line; its caller is meant.
                .reduce((inner, outer) -> isWithoutLine(inner, outer) ? outer : inner)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
  }

  private static boolean isWithoutLine(StackWalker.StackFrame inner, StackWalker.StackFrame outer) {
    return inner.getLineNumber() < 0 && outer.getLineNumber() >= 0;
  }

  /** Reads what a rewritten method noted in {@link Trampoline#creating}. */
  static StackTraceElement noted(String place) {
    String[] parts = place.split(";", 4);
    return new StackTraceElement(
        parts[0], parts[1], parts[3].isEmpty() ? null : parts[3], Integer.parseInt(parts[2]));
  }

  private static boolean isOwn(Class<?> type) {
    if (!type.getName().startsWith("dev.simmer.")) {
      return false;
    }
    if (type.getModule().isNamed()) {
      return type.getModule() == Callers.class.getModule();
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    CodeSource own = Callers.class.getProtectionDomain().getCodeSource();
    return source != null && own != null && source.getLocation().equals(own.getLocation());
  }
}
