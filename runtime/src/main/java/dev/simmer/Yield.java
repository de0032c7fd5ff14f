package dev.simmer;

import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import org.jspecify.annotations.Nullable;

/**
 * Gives way for one turn of the loop.
 *
 * <p>No {@link Leaf}: nothing can take the turn away, so nothing has to find this frame while the
 * task waits. The task resumes the frame that awaits it, and where HotSpot sees both it allocates
 * none.
 */
final class Yield extends Frame<Void> {
  /** What every task waits for that gives way; a cancel arrives with the turn. */
  static final Wait TURN = new Turn();

  static final String LABEL = "yieldNow()";

  @Override
  public @Nullable Object resume(Trampoline trampoline) {
    point = RUNNING;
    ((Loop) trampoline).giveWay();
    return null;
  }

  @Override
  protected String label() {
    return LABEL;
  }

  private static final class Turn implements Wait {
    @Override
    public boolean cancel(@Nullable String message) {
      return false;
    }
  }
}
