package dev.simmer;

/** Holds a result that is there. */
public final class Ended<T> extends Coroutine<T> {
  private final T value;
  private final Throwable failure;

  public Ended(T value, Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  @Override
  public T outcome() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
