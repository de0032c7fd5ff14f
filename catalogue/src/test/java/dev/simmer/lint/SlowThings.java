package dev.simmer.lint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import javax.sql.DataSource;

/** Servers, pipes, locks and a database that are slow on purpose. */
final class SlowThings implements Things, AutoCloseable {

  private static final int PAUSE = 100;

  private final Path folder;
  private final HttpServer http;
  private final ServerSocket server;
  private final InputStream console = System.in;
  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          action -> {
            Thread thread = new Thread(action, "slow");
            thread.setDaemon(true);
            return thread;
          });
  private int files;

  SlowThings() throws IOException {
    folder = Files.createTempDirectory("programs");
    InetAddress here = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(here, 0), 0);
    http.setExecutor(pool);
    http.createContext(
        "/",
        exchange -> {
          pause();
          exchange.sendResponseHeaders(200, 1);
          exchange.getResponseBody().write('x');
          exchange.close();
        });
    http.start();
    server = new ServerSocket(0, 50, here);
    pool.execute(this::serve);
    System.setIn(
        new InputStream() {
          @Override
          public int read() {
            pause();
            return '\n';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            into[from] = (byte) read();
            return 1;
          }
        });
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        later(
            () -> {
              client.getOutputStream().write('\n');
              client.close();
              return null;
            });
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void busy() {
    pause();
  }

  @Override
  public void later(Callable<?> action) {
    pool.submit(
        () -> {
          pause();
          return action.call();
        });
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe" + files++);
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    return pipe;
  }

  @Override
  public Path file() throws Exception {
    Path pipe = pipe();
    later(() -> Files.writeString(pipe, "x\n"));
    return pipe;
  }

  @Override
  public Path sink() throws Exception {
    Path pipe = pipe();
    later(() -> Files.readString(pipe));
    return pipe;
  }

  @Override
  public URL url() {
    try {
      return new URL("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public Socket socket() throws Exception {
    return new Socket("127.0.0.1", port());
  }

  @Override
  public DataSource database() {
    return (DataSource) slow(DataSource.class);
  }

  /** Everything that JDBC does over the network takes its time; the rest answers with nothing. */
  private static Object slow(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().matches("getConnection|execute.*|next|commit")) {
            pause();
          }
          return answer(method);
        });
  }

  private static Object answer(Method method) {
    Class<?> type = method.getReturnType();
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type.isInterface() ? slow(type) : null;
  }

  @Override
  public ExecutorService pool() {
    return pool;
  }

  @Override
  public Callable<String> slow() {
    return () -> {
      pause();
      return "x";
    };
  }

  @Override
  public Future<String> future() {
    return pool.submit(slow());
  }

  @Override
  public CompletableFuture<String> promise() {
    CompletableFuture<String> promise = new CompletableFuture<>();
    later(() -> promise.complete("x"));
    return promise;
  }

  @Override
  public CountDownLatch latch() {
    CountDownLatch latch = new CountDownLatch(1);
    later(
        () -> {
          latch.countDown();
          return null;
        });
    return latch;
  }

  @Override
  public Semaphore semaphore() {
    Semaphore semaphore = new Semaphore(0);
    later(
        () -> {
          semaphore.release();
          return null;
        });
    return semaphore;
  }

  @Override
  public BlockingQueue<String> queue() {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    later(() -> queue.add("x"));
    return queue;
  }

  @Override
  public ReentrantLock lock() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    held(lock::lock, lock::unlock);
    return lock;
  }

  @Override
  public ReentrantReadWriteLock readWriteLock() throws Exception {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    held(lock.writeLock()::lock, lock.writeLock()::unlock);
    return lock;
  }

  @Override
  public StampedLock stamped() throws Exception {
    StampedLock lock = new StampedLock();
    held(lock::writeLock, lock::tryUnlockWrite);
    return lock;
  }

  private void held(Runnable lock, Runnable unlock) throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    pool.execute(
        () -> {
          lock.run();
          locked.countDown();
          pause();
          unlock.run();
        });
    locked.await();
  }

  @Override
  public Object monitor() throws Exception {
    Object monitor = new Object();
    CountDownLatch entered = new CountDownLatch(1);
    pool.execute(
        () -> {
          synchronized (monitor) {
            entered.countDown();
            pause();
          }
        });
    entered.await();
    return monitor;
  }

  @Override
  public void close() throws IOException {
    System.setIn(console);
    http.stop(0);
    server.close();
    pool.shutdownNow();
  }
}
