package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a coroutine beside others on the loop.
 *
 * <pre>{@code
 * Task<String> page = createTask("front page", fetch(url)); // starts in the loop's next turn
 * log("on its way");
 * String text = await(page);
 * }</pre>
 *
 * <p>A task is at any time in one of three places, which its one link allows: in the ready queue,
 * among the waiters of what it awaits, or running. One that has ended may be ready once more, to
 * tell the gather that it is a child of.
 *
 * <table>
 * <caption>Life of a task</caption>
 * <tr><th>state</th><th>entered by</th><th>left by</th></tr>
 * <tr><td>new</td><td>{@code createTask}</td><td>its first step, or a cancel, after which its body never runs</td></tr>
 * <tr><td>running</td><td>a step</td><td>a wait or the end of its coroutine</td></tr>
 * <tr><td>waiting</td><td>awaiting something pending</td><td>the end of that, or an accepted cancel</td></tr>
 * <tr><td>done</td><td>the end of its coroutine</td><td>never</td></tr>
 * </table>
 *
 * <p>Mirrors {@code asyncio.Task}.
 *
 * @param <T> the type of the result
 */
public final class Task<T> extends Deferred<T> {
  /** Of {@link #standing}: the task has run. */
  private static final int STARTED = 1 << 2;

  /**
   * Of {@link #standing}: it stands in the queue of a primitive or among the timers, so that a
   * cancel can take it out.
   */
  private static final int QUEUED = 1 << 3;

  /** Of {@link #standing}: where the number begins. */
  private static final int NUMBER_SHIFT = 4;

  /** Neighbours in the loop's list of tasks that have not ended. */
  @Nullable Task<?> previousTask;

  @Nullable Task<?> followingTask;

  /**
   * The one before this in the queue of a primitive, or among the timers, where {@code next} is the
   * one behind.
   */
  @Nullable Ready previous;

  private @Nullable Wait waitingOn;

  Task(Origin origin, int number, @Nullable String name, Frame<?> frame) {
    super(origin);
    this.standing = number << NUMBER_SHIFT;
    this.outcome = frame;
    if (name != null) {
      details().name = name;
    }
  }

  /**
   * Returns the name, which is {@code Task-7} and the like where none was given. Mirrors {@code
   * Task.get_name}.
   *
   * @return the name
   */
  public String name() {
    String given = origin instanceof Details kept ? kept.name : null;
    return given == null ? "Task-" + number() : given;
  }

  /**
   * Changes the name. Does not suspend. Mirrors {@code Task.set_name}.
   *
   * @param name what messages and dumps call the task
   */
  public void name(String name) {
    if (name == null) {
      throw new NullPointerException("a task's name cannot be null");
    }
    details().name = name;
  }

  /**
   * Asks the task to stop: {@link CancelledError} is thrown at the await where it stands, or at its
   * next one.
   *
   * <p>Does not suspend, and does not wait for the task to end: await it for that. A task that has
   * not started never does. A task may catch the error and go on; each further call asks again.
   * Call it on the loop's thread. Mirrors {@code Task.cancel}.
   *
   * @param message arrives in the {@link CancelledError}; may be null
   * @return false when the task had ended already
   */
  @Override
  public boolean cancel(@Nullable String message) {
    loop().checkThread(this);
    if (isDone()) {
      markSeen();
      return false;
    }
    loop().checkOpen(this);
    // A loop instead of recursion, since tasks may await each other in long chains; longer than
    // there are tasks means
    // that they await each other in a circle.
    Task<?> asked = this;
    for (int length = loop().tasks.size(); ; length--) {
      asked.details().cancelRequests++;
      if (!(asked.waitingOn instanceof Task<?> inner) || inner.isDone()) {
        break;
      }
      if (length <= 0) {
        inner.removeWaiter(asked);
        asked.waitingOn = null;
        asked.deliver(new CancelledError(message));
        return true;
      }
      asked = inner;
    }
    if (!asked.cancelWait(message)) {
      asked.details().undelivered = new CancelledError(message);
    }
    return true;
  }

  /**
   * Asks what the task waits for to end by cancellation, which makes the task ready; false when
   * that has ended already or cannot be cut short.
   */
  private boolean cancelWait(@Nullable String message) {
    Wait wait = waitingOn;
    if (wait instanceof Leaf<?> leaf) {
      return leaf.cancel(message);
    }
    if (isQueued()) {
      leaveQueue();
      deliver(new CancelledError(message));
      return true;
    }
    return wait instanceof Deferred<?> awaited && awaited.cancel(message);
  }

  /** Leaves the queue of a primitive, or the timers. */
  private void leaveQueue() {
    standing &= ~QUEUED;
    if (waitingOn instanceof QueueWait shared) {
      shared.queue.remove(this);
    } else {
      loop().timers.remove(this);
    }
  }

  /**
   * Returns how many cancel requests have not been withdrawn. Mirrors {@code Task.cancelling}.
   *
   * @return the number of calls of {@code cancel} less those of {@link #uncancel}
   */
  public int cancelling() {
    return origin instanceof Details kept ? kept.cancelRequests : 0;
  }

  /**
   * Withdraws one cancel request, as scopes do for those they made themselves; the last one
   * withdrawn also takes back a cancel that has not been thrown yet. Does not suspend. Mirrors
   * {@code Task.uncancel}.
   *
   * @return how many are left
   */
  public int uncancel() {
    loop().checkThread(this);
    if (origin instanceof Details kept && kept.cancelRequests > 0) {
      kept.cancelRequests--;
      if (kept.cancelRequests == 0) {
        kept.undelivered = null;
      }
    }
    return cancelling();
  }

  /**
   * Returns where the task is suspended. Does not suspend. Mirrors {@code Task.get_stack}.
   *
   * @return the awaiting methods, innermost first; empty when the task is done or running
   */
  public List<StackTraceElement> stack() {
    List<StackTraceElement> places = new ArrayList<>();
    for (Frame<?> frame = innermost(); frame != null; frame = frame.awaiter()) {
      StackTraceElement place = frame.position();
      if (place != null) {
        places.add(place);
      }
    }
    return places;
  }

  /**
   * Runs one step: hands the innermost frame what it waited for, and takes the result when the
   * chain ends.
   */
  @Override
  void run(Loop on) {
    Frame<?> frame = innermost();
    if (frame == null) {
      super.run(on);
      return;
    }
    if (on.recorder != null) {
      on.recorder.resumes(this);
    }
    Wait wait = waitingOn;
    waitingOn = null;
    Throwable thrown = takeDelivered();
    boolean woken = thrown == null;
    Object value = null;
    if (woken) {
      if (wait instanceof Deferred<?> awaited) {
        thrown = awaited.failure();
        value = thrown == null ? awaited.value() : null;
      } else if (wait instanceof Sleep.Until until) {
        value = until.sleep.result;
      } else if (wait instanceof Yield.Turn turn) {
        value = turn.result;
      }
    }
    CancelledError cancel = takeUndelivered();
    if (cancel != null) {
      if (!(thrown instanceof CancelledError)) {
        thrown = cancel;
      }
    }
    outcome = null;
    if ((standing & STARTED) == 0) {
      standing |= STARTED;
      if (thrown != null) {
        end(CANCELLED, thrown);
        return;
      }
    }
    on.context = origin.context;
    on.current = this;
    if (thrown != null) {
      thrown = cleanedUp(wait, woken, thrown);
      frame = receiver(wait, frame);
    }
    Frame<?> waiting =
        wait instanceof QueueWait shared && thrown == null
            ? endWait(on, shared, frame)
            : on.step(frame, value, thrown);
    on.current = null;
    if (on.context != origin.context) {
      origin = origin.in(on.context);
    }
    if (waiting == null) {
      end(on);
      return;
    }
    outcome = waiting;
    if (on.recorder != null) {
      on.recorder.suspends(this);
    }
    CancelledError late = undelivered();
    if (late != null && cancelWait(late.getMessage())) {
      takeUndelivered();
    }
  }

  /** Cleans up after a wait that brings an error, and returns that, or what the clean-up threw. */
  private static Throwable cleanedUp(@Nullable Wait wait, boolean woken, Throwable thrown) {
    try {
      if (wait instanceof QueueWait shared) {
        shared.cancelled(woken);
      } else if (wait instanceof Leaf<?> leaf && leaf.awaiter() != null) {
        leaf.cancelled(woken);
      }
    } catch (Throwable e) {
      return e;
    }
    return thrown;
  }

  /**
   * Returns the frame that receives the error of a wait: not a leaf, which would only throw it on,
   * unless it is all there is.
   */
  private static Frame<?> receiver(@Nullable Wait wait, Frame<?> innermost) {
    Frame<?> awaiter = wait instanceof Leaf<?> leaf ? leaf.awaiter() : null;
    return awaiter == null ? innermost : awaiter;
  }

  /** Ends a wait in a queue, and hands the innermost frame what came of that. */
  private @Nullable Frame<?> endWait(Loop on, QueueWait wait, Frame<?> frame) {
    Object value = null;
    Throwable failure = null;
    try {
      value = wait.end(on);
    } catch (Throwable e) {
      failure = on.thrownInsteadOfResult(e, frame);
    }
    if (value == QueueWait.NOT_YET) {
      queueUp(wait);
      return frame;
    }
    return on.step(frame, value, failure);
  }

  /**
   * Asks the task, which is running, for a cancel again, where it was asked and the error is lost.
   */
  void cancelAgain(@Nullable String message) {
    if (cancelling() > 0) {
      details().undelivered = new CancelledError(message);
    }
  }

  /** Notes what the task, which is running, is about to wait for. */
  void waitOn(Wait wait) {
    waitingOn = wait;
  }

  /** Puts the task, which is running, at the end of a queue. */
  void queueUp(QueueWait wait) {
    waitingOn = wait;
    standing |= QUEUED;
    wait.queue.add(this);
  }

  /** Makes the task ready, which has been taken out of its queue. */
  void wake() {
    standing &= ~QUEUED;
    loop().ready.add(this);
  }

  /** Lets the task, which is running, run again after a time. */
  void sleep(Sleep sleep) {
    waitingOn = new Sleep.Until(sleep);
    standing |= QUEUED;
    long now = loop().clock.now();
    loop().timers.add(this, Durations.plus(now, sleep.nanos), now);
  }

  /** Returns what the task waits for, which sleeps. */
  Sleep.Until sleepsUntil() {
    if (waitingOn instanceof Sleep.Until until) {
      return until;
    }
    throw new AssertionError(label() + " is among the timers, and does not sleep");
  }

  /** Makes the task ready, whose sleep is over. */
  void due(Loop on) {
    standing &= ~QUEUED;
    on.wakeTogether(this);
  }

  /** Lets the task, which is running, run again in the next turn. */
  void giveWay(Yield.Turn turn) {
    waitingOn = turn;
    loop().ready.add(this);
  }

  /** Withdraws the task, which is running, from what it was about to wait for. */
  void takeBackWait() {
    Wait wait = waitingOn;
    if (wait instanceof Deferred<?> awaited) {
      awaited.removeWaiter(this);
    } else if (wait instanceof Leaf<?> leaf) {
      leaf.takeBack();
    } else if (isQueued()) {
      leaveQueue();
    }
    waitingOn = null;
    loop().ready.remove(this);
  }

  /** Ends the task where it stands, since nothing will ever run it again. */
  void giveUp(CancelledError reason) {
    tellNobody();
    end(CANCELLED, reason);
  }

  /** Returns its number; those of a loop begin anew after 268 million tasks. */
  int number() {
    return standing >>> NUMBER_SHIFT;
  }

  private boolean isQueued() {
    return (standing & QUEUED) != 0;
  }

  Context context() {
    return origin.context;
  }

  /** Returns where the task was created; null where that is not known. */
  @Nullable StackTraceElement createdAt() {
    Object place = origin.place;
    return place instanceof String noted ? Callers.noted(noted) : (StackTraceElement) place;
  }

  /** Returns what it waits for; null when it is running or about to receive an error. */
  @Nullable Wait waitingOn() {
    return delivered() != null ? null : waitingOn;
  }

  /** Returns the frame to resume next; null while running and when done. */
  @Nullable Frame<?> innermost() {
    return state() == PENDING ? (Frame<?>) outcome : null;
  }

  /** Makes the task, which waits, ready to receive an error: a cancel, or what that led to. */
  void deliver(Throwable error) {
    details().delivered = error;
    loop().ready.add(this);
  }

  /**
   * Says whether what the task waited for has ended by itself, though the task has not run since.
   */
  boolean isResultOnItsWay() {
    if (delivered() != null || undelivered() != null) {
      return false;
    }
    Wait wait = waitingOn;
    return wait instanceof Deferred<?> awaited
        ? awaited.isDone() && !awaited.isCancelled()
        : wait instanceof Yield.Turn
            || ((wait instanceof QueueWait || wait instanceof Sleep.Until) && !isQueued())
            || (wait instanceof Leaf<?> leaf && leaf.isWoken());
  }

  @Override
  String label() {
    return "task '" + name() + "'";
  }

  /** Says how the task is called and how it stands. */
  @Override
  public String toString() {
    String shown = super.toString();
    if (state() != PENDING) {
      return shown;
    }
    if (waitingOn != null) {
      shown += " waiting for " + Dump.waiting(this);
    }
    return cancelling() > 0 ? shown + ", cancelling" : shown;
  }

  private void end(Loop on) {
    byte how = SUCCEEDED;
    Object what = on.failureOfChain();
    if (what != null) {
      how = what instanceof CancelledError ? CANCELLED : FAILED;
    } else {
      what = on.resultOfChain();
      CancelledError unheard = takeUndelivered();
      if (unheard != null) {
        // As in asyncio, a task that was asked to stop and returns before its next await has been
        // cancelled.
        how = CANCELLED;
        what = unheard;
      }
    }
    end(how, what);
  }

  private void end(byte how, @Nullable Object what) {
    takeUndelivered();
    loop().tasks.remove(this);
    if (loop().recorder != null) {
      loop().recorder.ended(this, how, what);
    }
    settle(how, what);
  }

  /** Returns what is rarely needed, which makes the task bigger from then on. */
  private Details details() {
    if (origin instanceof Details kept) {
      return kept;
    }
    Details made = new Details(origin, origin.context);
    origin = made;
    return made;
  }

  /** Returns the error that has ended the wait, and that the task is about to receive. */
  private @Nullable Throwable delivered() {
    return origin instanceof Details kept ? kept.delivered : null;
  }

  private @Nullable Throwable takeDelivered() {
    return origin instanceof Details kept ? kept.takeDelivered() : null;
  }

  private @Nullable CancelledError undelivered() {
    return origin instanceof Details kept ? kept.undelivered : null;
  }

  private @Nullable CancelledError takeUndelivered() {
    return origin instanceof Details kept ? kept.takeUndelivered() : null;
  }

  /** What few tasks have, and each for itself: a name of its own, requests to stop. */
  private static final class Details extends Origin {
    @Nullable String name;
    int cancelRequests;

    /** A cancel that was requested and that no wait took: the next step delivers it. */
    @Nullable CancelledError undelivered;

    /** An error that has ended the wait: the next step throws it. */
    @Nullable Throwable delivered;

    Details(Origin from, Context context) {
      super(from.loop, from.place, context);
    }

    @Override
    Origin in(Context other) {
      Details moved = new Details(this, other);
      moved.name = name;
      moved.cancelRequests = cancelRequests;
      moved.undelivered = undelivered;
      moved.delivered = delivered;
      return moved;
    }

    @Nullable Throwable takeDelivered() {
      Throwable taken = delivered;
      delivered = null;
      return taken;
    }

    @Nullable CancelledError takeUndelivered() {
      CancelledError taken = undelivered;
      undelivered = null;
      return taken;
    }
  }
}
