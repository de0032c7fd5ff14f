package dev.simmer.toolbox;

import dev.simmer.CancelledError;
import org.jspecify.annotations.Nullable;

/** Puts several failures into one. */
final class Failures {
  private Failures() {}

  /** Suppresses a later failure onto the first, if there is one; a cancel gives way to it. */
  static Throwable join(@Nullable Throwable first, Throwable later) {
    if (first == null || first == later) {
      return later;
    }
    if (first instanceof CancelledError) {
      later.addSuppressed(first);
      return later;
    }
    first.addSuppressed(later);
    return first;
  }

  /** Throws a failure as itself, checked or not. */
  static void throwIfAny(@Nullable Throwable failure) {
    if (failure != null) {
      Failures.<RuntimeException>throwUnchecked(failure);
    }
  }

  @SuppressWarnings("unchecked") // erased: nothing is cast
  private static <X extends Throwable> void throwUnchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
