package dev.simmer;

/** A computation that was run when it was made. */
public final class Task<T> extends Deferred<T> {
  private T value;
  private Throwable failure;

  Task(AsyncCallable<T> body) {
    try {
      value = Simmer.await(body.call());
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  Throwable failure() {
    return failure;
  }

  @Override
  public T outcome() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
