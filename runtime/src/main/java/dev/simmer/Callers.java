package dev.simmer;

import dev.simmer.support.v1.Trampoline;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.stream.Collectors;
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

  /**
   * Names the innermost place of another thread's stack that is neither the JDK's nor Simmer's own,
   * or else the innermost of all. What is in no line was generated; its caller is meant.
   */
  static String holding(StackTraceElement[] stack) {
    for (StackTraceElement place : stack) {
      if (place.getLineNumber() >= 0 && !isOfJdk(place) && !isOwn(place)) {
        return line(place);
      }
    }
    return stack.length == 0 ? "a place that is not on the stack" : line(stack[0]);
  }

  /** Shows a stack as exceptions do. */
  static String lines(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .map(place -> "    at " + line(place))
        .collect(Collectors.joining("\n"));
  }

  /** Leaves out the class loader and the version, as exceptions do; stacks of threads do not. */
  private static String line(StackTraceElement place) {
    return new StackTraceElement(
            null,
            place.getModuleName(),
            null,
            place.getClassName(),
            place.getMethodName(),
            place.getFileName(),
            place.getLineNumber())
        .toString();
  }

  private static boolean isOfJdk(StackTraceElement place) {
    String module = place.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  static boolean isOwn(StackTraceElement place) {
    if (!place.getClassName().startsWith("dev.simmer.")) {
      return false;
    }
    try {
      return isOwn(Class.forName(place.getClassName(), false, Callers.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // Simmer's own are found, so it is somebody else's.
    }
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
