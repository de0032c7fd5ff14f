package dev.simmer;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The results of several awaitables as one. */
final class Gathering<R> extends Deferred<R> {
  private final Deferred<?>[] children;
  private final boolean settled;
  private final Function<Deferred<?>[], R> combine;
  private int pending;
  private boolean cancelRequested;

  /** Whether a child tells of its end by a node of its own, so that none is counted before. */
  private boolean hasSlots;

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

  static <R> Deferred<R> of(
      Loop loop,
      Collection<? extends Awaitable<?>> awaitables,
      boolean settled,
      Function<Deferred<?>[], R> combine) {
    return new Gathering<>(loop, awaitables, settled, combine);
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
    Origin origin = loop().origin(loop().takePlace());
    int index = 0;
    for (Awaitable<?> awaitable : awaitables) {
      children[index] = child(awaitable, awaitables, index, origin);
      index++;
    }
    boolean someEnded = false;
    for (Deferred<?> child : children) {
      if (child.isDone()) {
        someEnded = true;
      } else {
        child.whenDoneTell(this);
      }
    }
    if (someEnded) {
      for (Deferred<?> child : children) {
        if (child.isDone()) {
          ended(child);
        }
      }
    }
    if (children.length == 0) {
      finish();
    }
  }

  /** Makes a task where it must; a coroutine given twice is one task, standing in both places. */
  private Deferred<?> child(
      Awaitable<?> awaitable, Collection<? extends Awaitable<?>> all, int index, Origin origin) {
    if (awaitable instanceof Deferred<?> deferred) {
      loop().checkOwn(deferred, "gather(...)");
      return deferred;
    }
    Coroutine<?> coroutine = Frames.awaiting(awaitable);
    if (awaitable == coroutine && !Frames.of(coroutine).isCold()) {
      int earlier = 0;
      for (Awaitable<?> each : all) {
        if (earlier == index) {
          break;
        }
        if (each == awaitable) {
          return children[earlier];
        }
        earlier++;
      }
    }
    return loop().createTask(null, coroutine, origin);
  }

  /**
   * Counts a child that ends, and says whether there is no more to it: neither is it the last, nor
   * does the gather fail with it. Any other is heard of in a turn of the loop.
   */
  boolean counted(byte how) {
    if (hasSlots || pending == 1 || (how != SUCCEEDED && !settled)) {
      return false;
    }
    pending--;
    return true;
  }

  /** Hears, in a turn of the loop, that a child has ended. */
  void ended(Deferred<?> child) {
    pending--;
    if (isDone()) {
      child.markSeen();
      return;
    }
    if (!settled && child.state() != SUCCEEDED) {
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

  /** Stands among the waiters of a child that has others too. */
  static final class Slot extends Ready {
    private final Gathering<?> owner;
    private final Deferred<?> child;

    Slot(Gathering<?> owner, Deferred<?> child) {
      this.owner = owner;
      this.child = child;
      owner.hasSlots = true;
    }

    static Ready of(Gathering<?> owner, Deferred<?> child) {
      return new Slot(owner, child);
    }

    @Override
    void run(Loop loop) {
      owner.ended(child);
    }
  }
}
