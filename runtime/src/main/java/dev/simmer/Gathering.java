package dev.simmer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The results of several awaitables as one. */
final class Gathering<R> extends Deferred<R> {
  private final Deferred<?>[] children;
  private final boolean settled;
  private final Function<Deferred<?>[], R> combine;
  private int pending;
  private boolean cancelRequested;

  /**
   * {@code settled}: failures are results like others; {@code combine} sees the children when all
   * have ended.
   */
  Gathering(
      Loop loop,
      Collection<? extends Awaitable<?>> awaitables,
      boolean settled,
      Function<Deferred<?>[], R> combine) {
    super(loop);
    this.settled = settled;
    this.combine = combine;
    this.children = new Deferred<?>[awaitables.size()];
    this.pending = children.length;
    start(awaitables);
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      markSeen();
      return false;
    }
    boolean accepted = false;
    for (Deferred<?> child : children) {
      accepted |= child.cancel(message);
    }
    cancelRequested |= accepted;
    return accepted;
  }

  @Override
  String label() {
    return "a gather of " + children.length;
  }

  Deferred<?>[] children() {
    return children;
  }

  private void start(Collection<? extends Awaitable<?>> awaitables) {
    Object place = loop.takePlace();
    int index = 0;
    List<Awaitable<?>> before = new ArrayList<>(children.length);
    for (Awaitable<?> awaitable : awaitables) {
      children[index++] = child(awaitable, before, place);
      before.add(awaitable);
    }
    for (Deferred<?> child : children) {
      if (!child.isDone()) {
        child.whenDone(new Slot(this, child));
      }
    }
    for (Deferred<?> child : children) {
      if (child.isDone()) {
        ended(child);
      }
    }
    if (children.length == 0) {
      finish();
    }
  }

  /** Makes a task where it must; a coroutine given twice is one task, standing in both places. */
  private Deferred<?> child(
      Awaitable<?> awaitable, List<Awaitable<?>> before, @Nullable Object place) {
    if (awaitable instanceof Deferred<?> deferred) {
      loop.checkOwn(deferred, "gather(...)");
      return deferred;
    }
    Coroutine<?> coroutine = Frames.awaiting(awaitable);
    if (awaitable == coroutine && !Frames.of(coroutine).isCold()) {
      for (int i = 0; i < before.size(); i++) {
        if (before.get(i) == awaitable) {
          return children[i];
        }
      }
    }
    return loop.createTask(null, coroutine, place);
  }

  private void ended(Deferred<?> child) {
    pending--;
    if (isDone()) {
      child.markSeen();
      return;
    }
    if (!settled && child.state != SUCCEEDED) {
      Throwable failure = child.failure();
      if (failure != null) {
        failWith(failure);
      }
      return;
    }
    if (pending == 0) {
      if (cancelRequested) {
        Throwable failure = child.failure();
        settle(CANCELLED, failure instanceof CancelledError ? failure : new CancelledError(null));
      } else {
        finish();
      }
    }
  }

  private void finish() {
    try {
      succeed(combine.apply(children));
    } catch (Throwable e) {
      failWith(e);
    }
  }

  /** Hears of the end of one child. */
  private static final class Slot extends Ready {
    private final Gathering<?> owner;
    private final Deferred<?> child;

    Slot(Gathering<?> owner, Deferred<?> child) {
      this.owner = owner;
      this.child = child;
    }

    @Override
    void run(Loop loop) {
      owner.ended(child);
    }
  }
}
