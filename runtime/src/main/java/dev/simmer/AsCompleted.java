package dev.simmer;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Hands out deferred results as they end; resumable, and one for all who iterate over it. */
final class AsCompleted<D extends Deferred<?>> implements AsyncIterable<D>, AsyncIterator<D> {
  private final ArrayDeque<D> ended = new ArrayDeque<>();
  private final WaitQueue waiters = new WaitQueue("an asCompleted iteration");
  private final QueueWait next = new Next();
  private final long deadline;
  private int left;
  private boolean timedOut;

  /** Set while somebody waits: an iteration that was left early leaves no timer behind. */
  private @Nullable Handle timer;

  AsCompleted(Loop loop, Collection<? extends D> all, long nanos) {
    Set<D> distinct = new LinkedHashSet<>(all);
    left = distinct.size();
    deadline = nanos == Durations.FOREVER ? Durations.FOREVER : loop.after(nanos);
    for (D each : distinct) {
      loop.checkOwn(each, "asCompleted(...)");
      boolean isInTime = each.isDone();
      each.whenDone(
          new Ready() {
            @Override
            void run(Loop on) {
              if (isInTime || !isOver(on)) {
                ended(each);
              }
            }
          });
    }
  }

  static <D extends Deferred<?>> AsyncIterable<D> of(
      Loop loop, Collection<? extends D> all, long nanos) {
    return new AsCompleted<>(loop, all, nanos);
  }

  @Override
  public AsyncIterator<D> asyncIterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> hasNext() {
    return next.coroutine(null);
  }

  @Override
  public D next() {
    D next = ended.poll();
    if (next == null) {
      throw new NoSuchElementException("next() without a hasNext() that was true");
    }
    return next;
  }

  private void ended(D each) {
    left--;
    ended.add(each);
    waiters.wakeFirst();
  }

  private boolean isOver(Loop loop) {
    timedOut |= deadline != Durations.FOREVER && deadline <= loop.time();
    return timedOut;
  }

  private void setTimer(Loop loop) {
    if (timer == null && deadline != Durations.FOREVER) {
      timer = loop.callAt(deadline, this::expire);
    }
  }

  private void cancelTimerUnlessNeeded() {
    if (timer != null && waiters.isEmpty()) {
      timer.cancel();
      timer = null;
    }
  }

  private void expire() {
    timedOut = true;
    timer = null;
    waiters.wakeAll();
  }

  /** Waits for the next to end. */
  private final class Next extends QueueWait {
    Next() {
      super(waiters);
    }

    @Override
    Object begin(Loop loop, @Nullable Object brought) throws TimeoutException {
      if (!ended.isEmpty()) {
        return true;
      }
      if (left == 0) {
        return false;
      }
      if (timedOut) {
        throw new TimeoutException(left + " of asCompleted(...) had not ended in time");
      }
      setTimer(loop);
      return NOT_YET;
    }

    @Override
    Object end(Loop loop) throws TimeoutException {
      cancelTimerUnlessNeeded();
      return begin(loop, null);
    }

    @Override
    void cancelled(boolean woken) {
      cancelTimerUnlessNeeded();
      if (woken) {
        queue.wakeFirst();
      }
    }

    @Override
    String label() {
      return "the next of " + left + " to end";
    }
  }
}
