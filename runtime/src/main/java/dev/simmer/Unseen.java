package dev.simmer;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A failure that nobody has looked at; outlives the deferred result that ended by it, so that it
 * can be reported.
 */
final class Unseen extends WeakReference<Deferred<?>> {
  final Throwable exception;
  final String label;
  @Nullable Unseen previous;
  @Nullable Unseen following;

  Unseen(Deferred<?> source, Throwable exception, ReferenceQueue<Deferred<?>> collected) {
    super(source, collected);
    this.exception = exception;
    this.label = source.label();
  }
}
