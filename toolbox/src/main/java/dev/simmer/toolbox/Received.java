package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes what a publisher sends on any thread, and hands it on to a task that waits for it. */
final class Received<T> implements Flow.Subscriber<T>, AutoCloseable {
  private final int ahead;
  private final ArrayDeque<T> elements = new ArrayDeque<>();
  private @Nullable Calls subscription;
  private @Nullable CompletableFuture<Void> news;
  private volatile @Nullable Throwable failure;
  private boolean ended;
  private boolean closed;

  Received(int ahead) {
    this.ahead = ahead;
  }

  @Override
  public void onSubscribe(Flow.Subscription offered) {
    requireNonNull(offered, "onSubscribe(...) needs a subscription");
    Calls calls = new Calls(offered);
    boolean refused;
    synchronized (this) {
      refused = closed || subscription != null;
      if (!refused) {
        subscription = calls;
      }
    }
    if (refused) {
      calls.cancel();
    } else {
      calls.request(ahead);
    }
  }

  @Override
  public synchronized void onNext(T element) {
    elements.add(requireNonNull(element, "onNext(...) needs an element"));
    tell();
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    failure = requireNonNull(thrown, "onError(...) needs a failure");
    ended = true;
    tell();
  }

  @Override
  public synchronized void onComplete() {
    ended = true;
    tell();
  }

  @Async
  Coroutine<Boolean> hasNext() {
    for (var next = news(); next != null; next = news()) {
      await(next);
    }
    if (hasElement()) {
      return done(true);
    }
    Failures.throwIfAny(failure);
    return done(false);
  }

  /** Elements may still be added meanwhile. */
  private synchronized boolean hasElement() {
    return !elements.isEmpty();
  }

  T next() {
    T element;
    Calls from;
    synchronized (this) {
      element = elements.remove();
      from = ended ? null : subscription;
    }
    if (from != null) {
      from.request(1);
    }
    return element;
  }

  /** Cancels the subscription, also one that is still to come. */
  @Override
  public void close() {
    Calls open;
    synchronized (this) {
      closed = true;
      open = ended ? null : subscription;
    }
    if (open != null) {
      open.cancel();
    }
  }

  /** Returns what completes with the next signal; null when there is something to look at. */
  private synchronized @Nullable CompletableFuture<Void> news() {
    news = elements.isEmpty() && !ended ? new CompletableFuture<>() : null;
    return news;
  }

  private void tell() {
    if (news != null) {
      news.complete(null);
    }
  }
}
