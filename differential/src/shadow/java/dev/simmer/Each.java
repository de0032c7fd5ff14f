package dev.simmer;

import java.util.Iterator;

/**
 * What a loop over {@code each(source)} does, written out: the loop runs over this, in a try that
 * calls {@link #failed} when an exception leaves it, and {@link #close} in any case.
 */
public final class Each<T> implements Iterable<T>, Iterator<T> {
  private final AsyncIterator<? extends T> source;
  private boolean ended;

  private Each(AsyncIterator<? extends T> source) {
    this.source = source;
  }

  public static <T> Each<T> over(AsyncIterable<? extends T> source) {
    return new Each<>(source.asyncIterator());
  }

  @Override
  public Iterator<T> iterator() {
    return this;
  }

  @Override
  public boolean hasNext() {
    boolean more = Simmer.<Boolean>await(source.hasNext());
    ended = !more;
    return more;
  }

  @Override
  public T next() {
    return source.next();
  }

  /** Closes after {@code thrown}, and throws that; only a cancel gives way to what comes later. */
  public RuntimeException failed(Throwable thrown) {
    try {
      close();
    } catch (Throwable closing) {
      if (closing != thrown) {
        if (thrown instanceof CancelledError) {
          closing.addSuppressed(thrown);
          throw Simmer.<RuntimeException>sneaky(closing);
        }
        thrown.addSuppressed(closing);
      }
    }
    throw Simmer.<RuntimeException>sneaky(thrown);
  }

  /** Closes the source, unless the loop has come to its end. */
  public void close() {
    if (!ended) {
      ended = true;
      if (source instanceof AsyncCloseable) {
        ((AsyncCloseable) source).close();
      }
    }
  }
}
