package dev.simmer;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a result that arrives later: a {@link Task}, a {@link Promise}, or what {@code gather} and
 * {@code shield} give.
 *
 * <pre>{@code
 * Deferred<String> page = shield(createTask(fetch(url)));
 * page.onDone(p -> log(p.isCancelled() ? "cancelled" : "ended"));
 * String text = await(page);
 * }</pre>
 *
 * <p>Belongs to the loop that was running when it was made, and to that loop's thread. Unlike a
 * {@link Coroutine} it may be awaited any number of times. Mirrors {@code asyncio.Future}.
 *
 * @param <T> the type of the result
 */
public abstract non-sealed class Deferred<T> extends Ready implements Awaitable<T>, Wait {
  static final byte PENDING = 0;
  static final byte SUCCEEDED = 1;
  static final byte FAILED = 2;
  static final byte CANCELLED = 3;
  private static final int STATES = 3;

  /** Its loop, and what else a task has from the start. */
  Origin origin;

  /** How it stands, in the two lowest bits; the others are a task's. */
  int standing;

  /**
   * The value; the exception, inside an {@link Unseen} until somebody looks; or the CancelledError.
   * Until there is one, the frame that a task resumes next.
   */
  @Nullable Object outcome;

  /**
   * The last of a ring of what runs when this ends, in the order of registration; or the one gather
   * that hears of it, which stands in no ring.
   */
  private @Nullable Ready waiters;

  Deferred(Loop loop) {
    this(loop.origin);
  }

  Deferred(Origin origin) {
    this.origin = origin;
  }

  final byte state() {
    return (byte) (standing & STATES);
  }

  final Loop loop() {
    return origin.loop;
  }

  /**
   * Says whether the result is there, or never will be.
   *
   * @return true after a value, a failure or a cancellation
   */
  public final boolean isDone() {
    return state() != PENDING;
  }

  /**
   * Says whether it ended by cancellation.
   *
   * @return true after a cancellation
   */
  public final boolean isCancelled() {
    return state() == CANCELLED;
  }

  /**
   * Returns the value, or throws what it failed with: the very exception, checked or not.
   *
   * <pre>{@code
   * String text = task.result();
   * }</pre>
   *
   * <p>Does not suspend. Call it on the loop's thread, or when the loop has ended. Mirrors {@code
   * Future.result}.
   *
   * @return the value, which may be null
   * @throws IllegalStateException while it is pending
   * @throws CancelledError when it was cancelled
   */
  public final T result() {
    if (state() == PENDING) {
      throw pending("result()");
    }
    Throwable failure = failure();
    if (failure != null) {
      throw Unchecked.sneaky(failure);
    }
    return Unchecked.cast(outcome);
  }

  /**
   * Returns the value like {@link #result()}, and tells javac which checked exception it may throw.
   *
   * @param mayThrow the exception to be caught around this call
   * @param <X> that exception
   * @return the value, which may be null
   * @throws X when it failed with that
   * @throws IllegalStateException while it is pending
   */
  public final <X extends Throwable> T result(Class<X> mayThrow) throws X {
    if (mayThrow == null) {
      throw new NullPointerException("result(Class) needs the class of an exception");
    }
    return result();
  }

  /**
   * Returns what it failed with. Does not suspend. Mirrors {@code Future.exception}.
   *
   * @return the very exception; null when it succeeded
   * @throws IllegalStateException while it is pending
   * @throws CancelledError when it was cancelled
   */
  public final @Nullable Throwable exception() {
    if (state() == PENDING) {
      throw pending("exception()");
    }
    if (state() == CANCELLED) {
      throw Unchecked.<CancelledError>cast(outcome);
    }
    return failure();
  }

  /**
   * Asks it to end by cancellation. Does not suspend. Mirrors {@code Future.cancel}.
   *
   * @return false when it had ended already
   */
  public boolean cancel() {
    return cancel(null);
  }

  /**
   * Asks it to end by cancellation. Does not suspend. Mirrors {@code Future.cancel(msg)}.
   *
   * @param message arrives in the {@link CancelledError}; may be null
   * @return false when it had ended already
   */
  public boolean cancel(@Nullable String message) {
    loop().checkThread(this);
    if (state() != PENDING) {
      markSeen();
      return false;
    }
    return settle(CANCELLED, new CancelledError(message));
  }

  /**
   * Runs a callback when it has ended: through the loop, once, in the order of registration and in
   * a copy of the current context. Does not suspend. Mirrors {@code Future.add_done_callback}.
   *
   * @param callback what to run; what it throws goes to the loop's exception handler
   */
  public final void onDone(Consumer<? super Deferred<T>> callback) {
    if (callback == null) {
      throw new NullPointerException("onDone needs a callback");
    }
    loop().checkThread(this);
    whenDone(DoneCallback.of(this, callback, loop().contextOfCaller()));
  }

  /**
   * Withdraws every registration of a callback that has not been scheduled yet. Does not suspend.
   * Mirrors {@code Future.remove_done_callback}.
   *
   * @param callback what was given to {@link #onDone}
   * @return false when it was not registered
   */
  public final boolean removeOnDone(Consumer<? super Deferred<T>> callback) {
    loop().checkThread(this);
    boolean removed = false;
    while (removeFirst(callback)) {
      removed = true;
    }
    return removed;
  }

  /**
   * Returns a future with the same outcome; cancelling it, on any thread, cancels this.
   *
   * <p>Does not suspend. A cancellation arrives as {@link
   * java.util.concurrent.CancellationException}. Mirrors {@code asyncio.wrap_future} the other way
   * round.
   *
   * @return the future, for code that knows nothing of Simmer
   */
  public final CompletableFuture<T> toCompletableFuture() {
    return FutureView.of(this);
  }

  /** Tells the gather that hears of this that it has ended. */
  @Override
  void run(Loop on) {
    if (!(waiters instanceof Gathering<?> gathering)) {
      throw new AssertionError("a step of " + this);
    }
    waiters = null;
    gathering.ended(this);
  }

  /** Ends this and makes everything ready that waits for it; false when it has ended before. */
  final boolean settle(byte how, @Nullable Object what) {
    if (state() != PENDING) {
      return false;
    }
    loop().checkOpen(this);
    standing |= how;
    outcome = how == FAILED ? loop().reports.unseen(this, Unchecked.cast(what)) : what;
    Ready told = waiters;
    if (told instanceof Gathering<?> gathering) {
      if (gathering.counted(how)) {
        waiters = null;
      } else {
        loop().ready.add(this); // Whose link nobody needs any more.
      }
    } else if (told != null) {
      waiters = null;
      loop().ready.addRing(told);
    }
    return true;
  }

  final void succeed(@Nullable Object value) {
    settle(SUCCEEDED, value);
  }

  /** Ends this by an exception: a CancelledError is a cancellation, with that very object. */
  final void failWith(Throwable thrown) {
    settle(thrown instanceof CancelledError ? CANCELLED : FAILED, thrown);
  }

  /** Ends this as another has ended. */
  final void settleLike(Deferred<?> other) {
    if (other.state() == SUCCEEDED) {
      settle(SUCCEEDED, other.outcome);
    } else {
      settle(other.state(), other.failure());
    }
  }

  /** Returns the value of one that succeeded. */
  final @Nullable Object value() {
    return outcome;
  }

  /**
   * Returns the exception or CancelledError, which counts as having looked at it; null when it
   * succeeded.
   */
  final @Nullable Throwable failure() {
    if (state() == SUCCEEDED) {
      return null;
    }
    markSeen();
    return Unchecked.cast(outcome);
  }

  final void markSeen() {
    if (outcome instanceof Unseen unseen) {
      outcome = unseen.exception;
      loop().reports.seen(unseen);
    }
  }

  /** Registers a node, which runs through the loop when this ends, at once when it has ended. */
  final void whenDone(Ready node) {
    if (state() != PENDING) {
      loop().checkOpen(this);
      loop().ready.add(node);
      return;
    }
    Ready last = ring();
    if (last == null) {
      node.next = node;
    } else {
      node.next = last.next;
      last.next = node;
    }
    waiters = node;
  }

  /** Tells a gather when this ends, which is pending, in the order of registration. */
  final void whenDoneTell(Gathering<?> gathering) {
    if (waiters == null) {
      waiters = gathering;
    } else {
      whenDone(Gathering.Slot.of(gathering, this));
    }
  }

  /** Tells no gather of the end that is to come: the loop runs nothing any more. */
  final void tellNobody() {
    if (waiters instanceof Gathering<?>) {
      waiters = null;
    }
  }

  /**
   * Returns the last of the ring, in which a gather takes a node of its own where there is none.
   */
  private @Nullable Ready ring() {
    if (!(waiters instanceof Gathering<?> gathering)) {
      return waiters;
    }
    if (state() != PENDING) {
      return null; // The gather will hear of it by this itself.
    }
    Ready slot = Gathering.Slot.of(gathering, this);
    slot.next = slot;
    waiters = slot;
    return slot;
  }

  /** Withdraws a node; false when it is not registered. */
  final boolean removeWaiter(Ready node) {
    Ready last = ring();
    if (last == null) {
      return false;
    }
    Ready before = last;
    do {
      Ready each = next(before);
      if (each == node) {
        unlink(before, each);
        return true;
      }
      before = each;
    } while (before != last);
    return false;
  }

  /** Says what this is, in messages: {@code task 'fetch'}. */
  String label() {
    return "a " + getClass().getSimpleName();
  }

  /** Says what this is and how it stands. */
  @Override
  public String toString() {
    return label() + " (" + how(state()) + ")";
  }

  /** Names a state. */
  static String how(byte state) {
    return switch (state) {
      case PENDING -> "pending";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      default -> "cancelled";
    };
  }

  private boolean removeFirst(Consumer<?> callback) {
    Ready last = ring();
    if (last == null) {
      return false;
    }
    Ready before = last;
    do {
      Ready each = next(before);
      if (each instanceof DoneCallback<?> registered && registered.callback.equals(callback)) {
        unlink(before, each);
        return true;
      }
      before = each;
    } while (before != last);
    return false;
  }

  private void unlink(Ready before, Ready node) {
    if (before == node) {
      waiters = null;
    } else {
      before.next = node.next;
      if (waiters == node) {
        waiters = before;
      }
    }
    node.next = null;
  }

  /** Follows a link of the ring, which has no end. */
  private static Ready next(Ready node) {
    Ready next = node.next;
    if (next == null) {
      throw new AssertionError("the ring of waiters is broken");
    }
    return next;
  }

  private IllegalStateException pending(String call) {
    return new IllegalStateException(
        call
            + " was called on "
            + label()
            + ", which is still pending. Await it, or test isDone() first.");
  }
}
