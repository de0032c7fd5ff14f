package dev.simmer;

import org.jspecify.annotations.Nullable;

/** A plain callback of the loop: soon, later, or handed in by another thread. */
final class Callback extends Timed implements Handle {
  private final Loop loop;
  private final Context context;
  private final @Nullable StackTraceElement place;
  private @Nullable Runnable action;
  private boolean cancelled;

  private Callback(Loop loop, Runnable action, Context context, @Nullable StackTraceElement place) {
    if (action == null) {
      throw new NullPointerException("a callback cannot be null");
    }
    this.loop = loop;
    this.action = action;
    this.context = context;
    this.place = place;
  }

  static Ready posted(Loop loop, Runnable action, Context context) {
    return new Callback(loop, action, context, null);
  }

  /** Lets a callback run in the next turn. */
  static Handle soon(
      Loop loop, Runnable action, Context context, @Nullable StackTraceElement place) {
    Callback callback = new Callback(loop, action, context, place);
    loop.ready.add(callback);
    return callback;
  }

  /** Lets a callback run when its time has come. */
  static Handle at(
      Loop loop,
      long deadline,
      Runnable action,
      Context context,
      @Nullable StackTraceElement place) {
    Callback callback = new Callback(loop, action, context, place);
    loop.addTimer(callback, deadline);
    return callback;
  }

  /** Returns where the callback was asked for; null where that is not known. */
  @Nullable StackTraceElement place() {
    return place;
  }

  @Override
  void run(Loop on) {
    Runnable work = action;
    action = null;
    if (work != null) {
      on.call(work, context);
    }
  }

  @Override
  public void cancel() {
    loop.checkThread(this);
    cancelled = true;
    action = null;
    loop.timers.remove(this);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  void due(Loop on) {
    on.ready.add(this);
  }
}
