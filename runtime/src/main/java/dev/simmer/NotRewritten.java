package dev.simmer;

/** Explains that code which waits was compiled without the processor. */
final class NotRewritten {
  private NotRewritten() {}

  static IllegalStateException error(String what) {
    return new IllegalStateException(
        what
            + " was reached in "
            + Callers.place()
            + ", which Simmer's processor has not rewritten, so it cannot wait there. Annotate the method with @Async"
            + " (a lambda needs a target that returns Coroutine), and put simmer-processor on the compiler's processor"
            + " path: annotationProcessorPaths in Maven, annotationProcessor in Gradle, -processorpath for javac. From"
            + " JDK 23 on javac runs no processor that is merely on the class path.");
  }
}
