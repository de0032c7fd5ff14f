package dev.simmer;

import java.util.Set;

/** Explains that code which waits was compiled without the processor. */
final class NotRewritten {
  private static final Set<Class<?>> OWN =
      Set.of(
          NotRewritten.class,
          Simmer.class,
          TaskGroup.class,
          Timeout.class,
          AsyncCloseable.class,
          AsyncGenerator.class);

  private NotRewritten() {}

  static IllegalStateException error(String what) {
    String caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .filter(frame -> !OWN.contains(frame.getDeclaringClass()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("the caller"));
    return new IllegalStateException(
        what
            + " was reached in "
            + caller
            + ", which Simmer's processor has not rewritten, so it cannot wait there. Annotate the method with @Async"
            + " (a lambda needs a target that returns Coroutine), and put simmer-processor on the compiler's processor"
            + " path: annotationProcessorPaths in Maven, annotationProcessor in Gradle, -processorpath for javac. From"
            + " JDK 23 on javac runs no processor that is merely on the class path.");
  }
}
