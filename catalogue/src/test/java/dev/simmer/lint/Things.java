package dev.simmer.lint;

import java.net.Socket;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import javax.sql.DataSource;

/**
 * What the programs wait for, each about a tenth of a second. An interface, so that the lint sees
 * into none of it.
 */
public interface Things {

  /** Returns a file that nobody has written to yet. */
  Path file() throws Exception;

  /** Returns a file that nobody reads yet. */
  Path sink() throws Exception;

  URL url();

  int port();

  Socket socket() throws Exception;

  DataSource database();

  ExecutorService pool();

  Callable<String> slow();

  Future<String> future();

  CompletableFuture<String> promise();

  CountDownLatch latch();

  Semaphore semaphore();

  BlockingQueue<String> queue();

  ReentrantLock lock() throws Exception;

  ReentrantReadWriteLock readWriteLock() throws Exception;

  StampedLock stamped() throws Exception;

  Object monitor() throws Exception;

  void busy();

  void later(Callable<?> action);

  /** Something that a delay queue holds back. */
  record Delay(long end) implements Delayed {
    public Delay(int millis) {
      this(System.nanoTime() + millis * 1_000_000L);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(end, ((Delay) other).end);
    }
  }
}
