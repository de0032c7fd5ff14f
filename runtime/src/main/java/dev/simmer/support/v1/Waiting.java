package dev.simmer.support.v1;

import org.jspecify.annotations.Nullable;

/** How tasks wait at the innermost point: one object for all that wait so. */
public abstract class Waiting {
  protected Waiting() {}

  /** Returns the result when there is no need to wait; else begins the wait, and suspends. */
  protected abstract @Nullable Object await(Trampoline trampoline, @Nullable Object brought)
      throws Throwable;

  /** Says what is waited for. */
  protected abstract String what();

  /**
   * A wait that has not begun. Nothing refers to it once it has, so where HotSpot sees the call and
   * its await it allocates none.
   *
   * <p>It sees both only while no method between them is compiled by itself and found too big for
   * its callers. So {@link Trampoline#await} asks for this very class, and what waits and wakes is
   * kept out of what only looks whether there is need to.
   */
  public static final class Call<T> extends Frame<T> {
    private final Waiting waiting;
    private final @Nullable Object brought;

    /** Makes one with what the task brings for the end of its wait. */
    public Call(Waiting waiting, @Nullable Object brought) {
      this.waiting = waiting;
      this.brought = brought;
    }

    @Nullable Object await(Trampoline trampoline) throws Throwable {
      claim();
      try {
        return resume(trampoline);
      } catch (Throwable e) {
        trampoline.takeBack(e);
        throw e;
      }
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      point = RUNNING;
      return waiting.await(trampoline, brought);
    }

    @Override
    protected String label() {
      return waiting.what();
    }
  }
}
