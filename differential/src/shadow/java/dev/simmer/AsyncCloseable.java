package dev.simmer;

public interface AsyncCloseable extends AutoCloseable {
  Coroutine<Void> closeAsync() throws Exception;

  @Override
  default void close() {
    try {
      Simmer.await(closeAsync());
    } catch (Exception e) {
      throw Simmer.<RuntimeException>sneaky(e);
    }
  }
}
