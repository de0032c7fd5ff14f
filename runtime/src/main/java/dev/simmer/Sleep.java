package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Waits for a time. */
final class Sleep<T> extends Leaf<T> implements Timed {
  private final long nanos;
  private final @Nullable T result;
  private int slot = Timers.NOT_QUEUED;

  Sleep(long nanos, @Nullable T result) {
    this.nanos = nanos;
    this.result = result;
  }

  @Override
  @Nullable Object begin(Loop on) {
    park(on);
    on.timers.add(this, on.after(nanos));
    return null;
  }

  @Override
  @Nullable Object end(Loop on) {
    return result;
  }

  @Override
  void withdraw(Loop on) {
    on.timers.remove(this);
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public void slot(int index) {
    slot = index;
  }

  @Override
  public void due(Loop on) {
    Task<?> task = markWoken();
    if (task != null) {
      on.wakeTogether(task);
    }
  }

  @Override
  protected String label() {
    return "sleep of " + Durations.text(nanos);
  }
}
