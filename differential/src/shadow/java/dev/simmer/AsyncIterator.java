package dev.simmer;

public interface AsyncIterator<T> {
  Coroutine<Boolean> hasNext();

  T next();
}
