package dev.simmer.support.v1;

import dev.simmer.AsyncCloseable;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncIterator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The iterator of a rewritten {@code for (var x : each(source))}. */
public final class Each<T> implements Iterator<T> {
  private final AsyncIterator<T> source;

  private Each(AsyncIterator<T> source) {
    this.source = source;
  }

  /** Begins a loop over {@code source}. */
  public static <T> Each<T> over(AsyncIterable<T> source) {
    return new Each<>(source.asyncIterator());
  }

  /** Waits until it is known whether the loop goes on: a {@code Boolean}. */
  public static @Nullable Object hasNext(Iterator<?> loop, Trampoline trampoline, int at)
      throws Throwable {
    return Trampoline.await(((Each<?>) loop).source.hasNext(), trampoline, at);
  }

  /** Closes the source of a loop that is left early. */
  public static @Nullable Object close(Iterator<?> loop, Trampoline trampoline, int at)
      throws Throwable {
    return ((Each<?>) loop).source instanceof AsyncCloseable source
        ? Trampoline.close(source, trampoline, at)
        : null;
  }

  /** Closes the source of a loop that {@code thrown} ends, and returns what to throw. */
  public static Object exit(Iterator<?> loop, Throwable thrown, Trampoline trampoline, int at) {
    return ((Each<?>) loop).source instanceof AsyncCloseable source
        ? Trampoline.exit(source, thrown, trampoline, at)
        : thrown;
  }

  @Override
  public boolean hasNext() {
    throw new AssertionError("a rewritten loop asks with the trampoline");
  }

  @Override
  public T next() {
    return source.next();
  }
}
