package dev.simmer;

public interface Awaitable<T> {
  /** Returns the value, or throws what it failed with. */
  T outcome() throws Throwable;
}
