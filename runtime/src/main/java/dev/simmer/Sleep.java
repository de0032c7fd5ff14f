package dev.simmer;

import org.jspecify.annotations.Nullable;

/** Waits for a time; zero or less gives way for one turn of the loop. */
final class Sleep<T> extends Leaf<T> implements Timed {
  private final long nanos;
  private final @Nullable T result;
  private @Nullable Loop loop;
  private int slot = Timers.NOT_QUEUED;

  Sleep(long nanos, @Nullable T result) {
    this.nanos = nanos;
    this.result = result;
  }

  @Override
  @Nullable Object begin(Loop on) {
    park(on);
    if (nanos <= 0) {
      wake();
    } else {
      loop = on;
      on.timers.add(this, on.after(nanos));
    }
    return null;
  }

  @Override
  @Nullable Object end(Loop on) {
    return result;
  }

  @Override
  void withdraw() {
    if (loop != null) {
      loop.timers.remove(this);
    }
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
    return nanos <= 0 ? "yieldNow()" : "sleep of " + Durations.text(nanos);
  }
}
