package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/** A coroutine that is its value. */
final class Done<T> extends Frame<T> {
  private final @Nullable T value;

  Done(@Nullable T value) {
    this.value = value;
  }

  static <T> Coroutine<T> of(@Nullable T value) {
    return new Done<>(value);
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) {
    point = RUNNING;
    return value;
  }

  @Override
  protected String label() {
    return "done(...)";
  }
}
