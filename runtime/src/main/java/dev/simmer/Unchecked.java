package dev.simmer;

import org.jspecify.annotations.Nullable;

/** The two places where the type system is told rather than asked. */
final class Unchecked {
  private Unchecked() {}

  /** Takes a result for what its coroutine says it is; null stays null, as results may. */
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object value) {
    return (T) value;
  }

  /** Throws anything as itself, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
