package dev.simmer.lint;

import com.sun.source.util.JavacTask;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Knows which of Simmer's two processors javac starts last in a compilation.
 *
 * <p>That one claims Simmer's annotations, or {@code -Xlint:processing} would warn that nobody did.
 * Were it the first, javac might start no other: it stops where every annotation is claimed.
 *
 * <pre>{@code
 * claims = LastProcessor.is(javac.task(), getClass());
 * }</pre>
 */
public final class LastProcessor {
  /** What both processors ask for, and one claims. */
  public static final Set<String> ANNOTATIONS =
      Set.of(
          "dev.simmer.Async",
          "dev.simmer.AsyncFacade",
          "dev.simmer.BlockingFacade",
          "dev.simmer.testing.AsyncTest");

  private static final int ALL = 2;
  private static final Map<JavacTask, Set<Class<?>>> STARTED = new WeakHashMap<>();

  private LastProcessor() {}

  /** Notes that a processor has been started, and says whether the other one was before. */
  public static synchronized boolean is(JavacTask compilation, Class<?> processor) {
    Set<Class<?>> started = STARTED.computeIfAbsent(compilation, key -> new HashSet<>());
    return started.add(processor) && started.size() == ALL;
  }
}
