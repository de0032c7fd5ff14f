package dev.simmer;

import java.util.ArrayList;
import java.util.List;

/** A group whose tasks have ended when they are made. */
public final class TaskGroup implements AutoCloseable {
  private final List<Throwable> errors = new ArrayList<>();
  private boolean left;

  TaskGroup() {}

  public <T> Task<T> createTask(AsyncCallable<T> body) {
    Task<T> task = new Task<>(body);
    if (task.failure() != null) {
      errors.add(task.failure());
    }
    return task;
  }

  /** Leaves a block that {@code thrown} has ended: only a cancel stays what it is. */
  public RuntimeException failed(Throwable thrown) {
    if (!(thrown instanceof CancelledError)) {
      errors.add(thrown);
    }
    close();
    throw Simmer.<RuntimeException>sneaky(thrown);
  }

  @Override
  public void close() {
    if (!left) {
      left = true;
      if (!errors.isEmpty()) {
        throw new ExceptionGroup("unhandled errors in a TaskGroup", errors);
      }
    }
  }
}
