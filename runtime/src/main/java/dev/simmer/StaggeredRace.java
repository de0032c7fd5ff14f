package dev.simmer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first of several contestants to succeed, each started when the one before has failed or taken
 * too long.
 *
 * <p>Ends when every contestant that was started has ended, so that none runs on unseen.
 */
final class StaggeredRace<T> extends Deferred<Raced<T>> {
  private static final int NOBODY = -1;

  private final List<AsyncCallable<T>> contestants;
  private final long delay;
  private final Context context = Context.current();
  private final @Nullable Object place;
  private final Set<Task<?>> running = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable Handle timer;
  private int started;
  private int winner = NOBODY;
  private @Nullable T value;
  private boolean stopped;
  private @Nullable CancelledError cancelled;

  StaggeredRace(Loop loop, Collection<? extends AsyncCallable<T>> contestants, long delay) {
    super(loop);
    if (contestants.isEmpty()) {
      throw new IllegalArgumentException("a staggeredRace(...) needs at least one contestant");
    }
    this.contestants = List.copyOf(contestants);
    this.delay = delay;
    this.place = loop.takePlace();
    startNext();
  }

  static <T> Deferred<Raced<T>> of(
      Loop loop, Collection<? extends AsyncCallable<T>> contestants, long delay) {
    return new StaggeredRace<>(loop, contestants, delay);
  }

  @Override
  public boolean cancel(@Nullable String message) {
    loop().checkThread(this);
    if (isDone()) {
      markSeen();
      return false;
    }
    cancelled = new CancelledError(message);
    stop(message);
    return true;
  }

  @Override
  String label() {
    return "a staggered race of " + contestants.size();
  }

  /** Returns the contestants that have started and not ended. */
  Set<Task<?>> running() {
    return running;
  }

  private void startNext() {
    if (timer != null) {
      timer.cancel();
    }
    int index = started++;
    Task<T> task =
        loop().createTask(null, BodyCall.of(contestants.get(index)), loop().origin(place));
    running.add(task);
    task.whenDone(
        new Ready() {
          @Override
          void run(Loop on) {
            ended(index, task);
          }
        });
    if (started < contestants.size() && delay != Durations.FOREVER) {
      timer = loop().callAt(loop().after(delay), this::startNext);
    }
  }

  private void ended(int index, Task<T> task) {
    running.remove(task);
    if (task.state() == SUCCEEDED) {
      if (!stopped) {
        winner = index;
        value = Unchecked.cast(task.value());
        stop(null);
      }
    } else if (cancelled == null) {
      failed(index, task);
    }
    if (running.isEmpty()) {
      finish();
    }
  }

  private void failed(int index, Task<T> task) {
    Throwable failure = task.failure();
    if (failure != null && !(stopped && task.isCancelled())) {
      failures.add(failure);
    }
    if (!stopped && index == started - 1 && started < contestants.size()) {
      loop().call(this::startNext, context);
    }
  }

  private void stop(@Nullable String message) {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
    for (Task<?> task : running) {
      task.cancel(message);
    }
  }

  private void finish() {
    if (cancelled != null) {
      settle(CANCELLED, cancelled);
    } else if (winner != NOBODY) {
      succeed(new Raced<>(value, winner, List.copyOf(failures)));
    } else {
      failWith(new ExceptionGroup("nobody succeeded in a staggered race", failures));
    }
  }
}
