package dev.simmer;

public interface AsyncIterable<T> {
  AsyncIterator<T> asyncIterator();
}
