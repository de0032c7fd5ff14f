package dev.simmer;

import dev.simmer.differential.journal.Journal;

public interface AsyncCloseable extends AutoCloseable {
  Coroutine<Void> closeAsync() throws Exception;

  @Override
  default void close() {
    try {
      Simmer.await(closeAsync());
    } catch (CancelledError e) {
      Journal.current().closeThrows(e);
      throw e;
    } catch (Exception e) {
      throw Simmer.<RuntimeException>sneaky(e);
    }
  }
}
