package dev.simmer.toolbox;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncIterable;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.EventLoop;
import dev.simmer.Task;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One subscriber's iteration, stepped as it requests. What it asks for is handled on the loop. */
final class Published<T> implements Flow.Subscription {
  private final EventLoop loop;
  private final AsyncIterable<? extends T> source;
  private final Flow.Subscriber<? super T> subscriber;
  private final AsyncEvent requested = new AsyncEvent();
  private @Nullable Task<Void> task;
  private long demand;

  /** False when the task is cancelled before its first step, as when the loop closes. */
  private boolean begun;

  /** False once the source is being closed, which a cancel must not break off. */
  private boolean iterating;

  private @Nullable IllegalArgumentException wrongRequest;

  /** Also set on other threads, so that nothing is signalled that a cancel came before. */
  private volatile boolean cancelled;

  Published(
      EventLoop loop, AsyncIterable<? extends T> source, Flow.Subscriber<? super T> subscriber) {
    this.loop = loop;
    this.source = source;
    this.subscriber = subscriber;
  }

  void start() {
    try {
      loop.post(this::begin);
    } catch (IllegalStateException loopIsClosed) {
      subscriber.onSubscribe(this);
      subscriber.onError(loopIsClosed);
    }
  }

  private void begin() {
    task = createTask("publisher of " + source, serve());
    task.onDone(
        end -> {
          if (!begun) {
            subscriber.onSubscribe(this);
            subscriber.onError(new CancelledError("the loop was closed before anything was sent"));
          }
        });
  }

  @Override
  public void request(long n) {
    onLoop(
        () -> {
          if (n > 0) {
            demand = demand > Long.MAX_VALUE - n ? Long.MAX_VALUE : demand + n;
          } else {
            wrongRequest =
                new IllegalArgumentException(
                    "request(...) needs a positive number of elements, not " + n);
          }
          requested.set();
        });
  }

  @Override
  public void cancel() {
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
    }
    onLoop(
        () -> {
          if (task != null && iterating) {
            task.cancel();
          }
        });
  }

  private void onLoop(Runnable what) {
    try {
      loop.post(what);
    } catch (IllegalStateException loopIsClosed) {
      // Its tasks have ended, and this one has signalled that: nothing is left to ask for.
    }
  }

  @Async
  private Coroutine<Boolean> isRequested() {
    while (demand == 0 && wrongRequest == null) {
      requested.clear();
      await(requested);
    }
    if (wrongRequest != null) {
      throw wrongRequest;
    }
    return done(true);
  }

  private void signal(T element) {
    try {
      subscriber.onNext(element);
    } catch (Throwable e) {
      cancelled = true;
      throw e;
    }
  }

  /** Ends with what nobody else is told of, so that the loop reports it. */
  @Async
  @SuppressWarnings("async-swallowed-cancellation") // signalled, or wished for by the subscriber
  private Coroutine<Void> serve() {
    begun = true;
    subscriber.onSubscribe(this);
    Throwable failure = null;
    try (var elements = new Source<T>(source)) {
      iterating = true;
      try {
        while (!cancelled && await(isRequested()) && await(elements.hasNext()) && !cancelled) {
          T element = requireNonNull(elements.next(), "a publisher's source must not give nulls");
          demand--;
          signal(element);
        }
      } finally {
        iterating = false;
      }
    } catch (Throwable e) {
      failure = e;
    }
    if (cancelled) {
      Failures.throwIfAny(failure instanceof CancelledError ? null : failure);
    } else if (failure == null) {
      subscriber.onComplete();
    } else {
      subscriber.onError(failure);
    }
    return done();
  }
}
