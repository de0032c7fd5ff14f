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
  private int left;
  private boolean timedOut;
  private @Nullable Handle timer;

  AsCompleted(Loop loop, Collection<? extends D> all, long nanos) {
    Set<D> distinct = new LinkedHashSet<>(all);
    left = distinct.size();
    for (D each : distinct) {
      loop.checkOwn(each, "asCompleted(...)");
      each.whenDone(
          new Ready() {
            @Override
            void run(Loop on) {
              ended(each);
            }
          });
    }
    if (nanos != Durations.FOREVER && left > 0) {
      timer = loop.callAt(loop.after(nanos), this::expire);
    }
  }

  @Override
  public AsyncIterator<D> asyncIterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> hasNext() {
    return new HasNext(this);
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
    if (timedOut) {
      return;
    }
    left--;
    ended.add(each);
    if (left == 0 && timer != null) {
      timer.cancel();
    }
    waiters.wakeFirst();
  }

  private void expire() {
    timedOut = true;
    waiters.wakeAll();
  }

  /** Waits for the next to end. */
  private static final class HasNext extends QueuedLeaf<Boolean> {
    private final AsCompleted<?> source;

    HasNext(AsCompleted<?> source) {
      super(source.waiters);
      this.source = source;
    }

    @Override
    @Nullable Object begin(Loop loop) throws TimeoutException {
      if (!source.ended.isEmpty()) {
        return true;
      }
      if (source.left == 0) {
        return false;
      }
      if (source.timedOut) {
        throw new TimeoutException(source.left + " of asCompleted(...) had not ended in time");
      }
      return parkInQueue(loop);
    }

    @Override
    @Nullable Object end(Loop loop) throws TimeoutException {
      return begin(loop);
    }

    @Override
    void cancelled(boolean woken) {
      if (woken) {
        queue.wakeFirst();
      }
    }

    @Override
    protected String label() {
      return "the next of " + source.left + " to end";
    }
  }
}
