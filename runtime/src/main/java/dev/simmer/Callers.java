package dev.simmer;

import java.security.CodeSource;

/** Finds the user's code on the stack. */
final class Callers {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Callers() {}

  /** Returns the innermost place that is not Simmer's own. */
  static String place() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isOwn(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("a place that is not on the stack"));
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
