package dev.simmer.support.v1;

import dev.simmer.Coroutine;
import org.jspecify.annotations.Nullable;

/** A coroutine whose result is known: it runs nothing and never waits. */
public final class Ended<T> extends Frame<T> {
  private final @Nullable T value;

  private Ended(@Nullable T value) {
    this.value = value;
  }

  /** Makes a coroutine of a result. */
  public static <T> Ended<T> of(@Nullable T value) {
    return new Ended<>(value);
  }

  /** Takes the result out of a coroutine that {@link #of} made, which counts as awaited then. */
  public static @Nullable Object valueOf(Coroutine<?> ended) {
    Ended<?> known = (Ended<?>) ended;
    known.point = RUNNING;
    return known.value;
  }

  @Override
  public @Nullable Object resume(Trampoline trampoline) {
    point = RUNNING;
    return value;
  }

  @Override
  protected String label() {
    return "of a known result";
  }
}
