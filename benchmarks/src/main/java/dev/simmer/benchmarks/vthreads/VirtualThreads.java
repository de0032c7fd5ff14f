package dev.simmer.benchmarks.vthreads;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Finds virtual threads where the JDK has them; this module is compiled for 17, which has none. */
final class VirtualThreads {
  private VirtualThreads() {}

  /** Calls {@code Executors.newVirtualThreadPerTaskExecutor()}, which is final from JDK 21 on. */
  static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("virtual threads need JDK 21", e);
    }
  }

  /** Runs something on a virtual thread, and waits for it. */
  static <T> T run(Callable<T> body) {
    ExecutorService executor = executor();
    try {
      return executor.submit(body).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      executor.shutdown();
    }
  }
}
