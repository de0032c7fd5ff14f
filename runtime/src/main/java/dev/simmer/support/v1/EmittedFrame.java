package dev.simmer.support.v1;

import org.jspecify.annotations.Nullable;

/**
 * The frame of a rewritten method: which method, where it stands, and the slots of the {@link
 * Shapes shape} it has.
 */
public abstract class EmittedFrame extends Frame<Object> {
  private @Nullable Dispatcher dispatcher;

  protected EmittedFrame() {
    super(COLD);
  }

  /**
   * Sets whose body this is and where it stands; {@code point} is the method's number shifted by
   * 16, plus a state.
   *
   * <p>Only what has not run yet can be forgotten, so nobody has to hear of a frame that is made to
   * wait; and so the JVM makes that in a few instructions.
   */
  public final void bind(Dispatcher owner, int start) {
    dispatcher = owner;
    point = start;
    if ((start & STATE_MASK) == COLD) {
      tell();
    }
  }

  @Override
  public final @Nullable Object resume(Trampoline trampoline) throws Throwable {
    int from = point;
    point = from | RUNNING;
    trampoline.resuming = this;
    return owner().resume(from >>> 16, Trampoline.RESUME + (from & STATE_MASK), this, trampoline);
  }

  @Override
  public final StackTraceElement position() {
    return owner().position(point >>> 16, point & STATE_MASK);
  }

  @Override
  final boolean passesOn() {
    return owner().passesOn(point >>> 16, point & STATE_MASK);
  }

  private Dispatcher owner() {
    Dispatcher owner = dispatcher;
    if (owner == null) {
      throw new AssertionError("a frame without its method");
    }
    return owner;
  }
}
