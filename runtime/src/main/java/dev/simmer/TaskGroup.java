package dev.simmer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks inside a block: leaving it waits for all of them, and a failure stops the rest.
 *
 * <pre>{@code
 * try (TaskGroup group = taskGroup()) {
 *   group.createTask(fetch(first));
 *   group.createTask(fetch(second));
 * } // waits for both; throws an ExceptionGroup when one fails, after cancelling the other
 * }</pre>
 *
 * <p>When the task that owns the block is cancelled, so are the children, and the block waits for
 * them. Mirrors {@code asyncio.TaskGroup}; unlike there, no throwable is exempt from the {@link
 * ExceptionGroup}.
 */
public final class TaskGroup implements AutoCloseable {
  private final Task<?> parent;
  private final Set<Task<?>> children = new LinkedHashSet<>();
  private final List<Throwable> errors = new ArrayList<>();
  private @Nullable Promise<Void> allEnded;
  private boolean exiting;
  private boolean aborting;
  private boolean parentCancelRequested;

  TaskGroup(Task<?> parent) {
    this.parent = parent;
  }

  /**
   * Creates a task in the group. Does not suspend.
   *
   * @param coroutine what it runs
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException when the group is shutting down or has ended
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return create(null, coroutine);
  }

  /**
   * Creates a named task in the group. Does not suspend.
   *
   * @param name what messages and dumps call it
   * @param coroutine what it runs
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException when the group is shutting down or has ended
   */
  public <T> Task<T> createTask(String name, Coroutine<T> coroutine) {
    return create(name, coroutine);
  }

  /**
   * Creates a task in the group. Does not suspend.
   *
   * @param body called in the task's first step
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException when the group is shutting down or has ended
   */
  public <T> Task<T> createTask(AsyncCallable<T> body) {
    return create(null, BodyCall.of(body));
  }

  /**
   * Creates a named task in the group. Does not suspend.
   *
   * @param name what messages and dumps call it
   * @param body called in the task's first step
   * @param <T> the type of the result
   * @return the task
   * @throws IllegalStateException when the group is shutting down or has ended
   */
  public <T> Task<T> createTask(String name, AsyncCallable<T> body) {
    return create(name, BodyCall.of(body));
  }

  /**
   * Waits for all children; a suspension point, which the processor puts where the block ends.
   *
   * <p>Cancelling the wait cancels the children, and goes on waiting for them.
   *
   * @throws ExceptionGroup of all that failed, the body's own failure last
   * @throws IllegalStateException when code that was not rewritten calls it
   */
  @Override
  public void close() {
    throw NotRewritten.error("the end of a taskGroup() block");
  }

  private <T> Task<T> create(@Nullable String name, Coroutine<T> coroutine) {
    Loop loop = parent.loop();
    loop.checkThread("a TaskGroup");
    Object place = loop.takePlace();
    String refusal = refusal();
    if (refusal != null) {
      if (coroutine != null) {
        coroutine.close();
      }
      throw new IllegalStateException(refusal);
    }
    Task<T> task = loop.createTask(name, coroutine, loop.origin(place));
    children.add(task);
    task.whenDone(
        new Ready() {
          @Override
          void run(Loop on) {
            ended(task);
          }
        });
    return task;
  }

  private @Nullable String refusal() {
    if (exiting && children.isEmpty()) {
      return "createTask(...) was called on a TaskGroup whose block has ended. Create the task before the end of the"
          + " block, or outside the group.";
    }
    return aborting
        ? "createTask(...) was called on a TaskGroup that is shutting down, because something in it failed or was"
            + " cancelled. Its tasks are being cancelled, so no more are started."
        : null;
  }

  private void ended(Task<?> child) {
    children.remove(child);
    if (allEnded != null && children.isEmpty()) {
      allEnded.tryComplete(null);
    }
    Throwable failure = child.failure();
    if (failure == null || child.isCancelled()) {
      return;
    }
    errors.add(failure);
    if (!aborting && !parentCancelRequested) {
      abort();
      // The body, or its end, is waiting somewhere; it has to hear of the failure.
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  Collection<Task<?>> children() {
    return children;
  }

  // What GroupExit asks, in this order

  /** Begins the end of the block, which {@code thrown} may have ended early. */
  void beginExit(@Nullable Throwable thrown) {
    exiting = true;
    if (thrown != null && !aborting) {
      abort();
    }
  }

  /** Returns what to wait for; null when no child is left. */
  @Nullable Deferred<Void> nextWait() {
    if (children.isEmpty()) {
      allEnded = null;
      return null;
    }
    allEnded = new Promise<>(parent.loop());
    return allEnded;
  }

  /** Notes a cancel that arrived during the wait; true when it came from outside the group. */
  boolean cancelledWhileWaiting() {
    if (aborting) {
      return false;
    }
    abort();
    return true;
  }

  /** Decides what the block throws; null for nothing. */
  @Nullable Throwable verdict(@Nullable Throwable thrown, @Nullable CancelledError cancelled) {
    CancelledError passedOn = cancelled;
    if (parentCancelRequested && parent.uncancel() == 0) {
      passedOn = null;
    }
    if (passedOn != null && errors.isEmpty()) {
      return passedOn;
    }
    if (thrown != null && !(thrown instanceof CancelledError)) {
      errors.add(thrown);
    }
    if (errors.isEmpty()) {
      return null;
    }
    if (parent.cancelling() > 0) {
      // Cancelled from outside too: asked again, so that the next await delivers it after the
      // errors are handled.
      parent.uncancel();
      parent.cancel();
    }
    return new ExceptionGroup("unhandled errors in a TaskGroup", errors);
  }

  private void abort() {
    aborting = true;
    for (Task<?> child : children) {
      if (!child.isDone()) {
        child.cancel();
      }
    }
  }
}
