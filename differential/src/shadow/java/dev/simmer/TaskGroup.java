package dev.simmer;

/** A group whose tasks have ended when they are made. */
public final class TaskGroup implements AutoCloseable {
  TaskGroup() {}

  public <T> Task<T> createTask(AsyncCallable<T> body) {
    return new Task<>(body);
  }

  @Override
  public void close() {}
}
