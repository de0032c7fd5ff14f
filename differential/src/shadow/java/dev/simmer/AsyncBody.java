package dev.simmer;

@FunctionalInterface
public interface AsyncBody<T, X extends Exception> {
  Coroutine<T> call() throws X;
}
