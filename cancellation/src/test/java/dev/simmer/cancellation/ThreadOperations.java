package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runIn;
import static dev.simmer.Simmer.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.GuestLoop;
import dev.simmer.ThrowingSupplier;
import dev.simmer.toolbox.BackgroundLoop;
import dev.simmer.toolbox.CpuPool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Work on other threads, which really take part. */
final class ThreadOperations {
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private ThreadOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of(
            "toThread, result",
            () -> new Working(world -> toThread(() -> world.block())),
            "Simmer.toThread(ThrowingSupplier)"),
        Operation.of(
            "toThread",
            () -> new Working(world -> toThread(() -> world.blockOnly())),
            "Simmer.toThread(ThrowingRunnable)"),
        Operation.of(
            "runIn, result",
            () -> new Pooled(world -> runIn(world.pool, () -> world.block())),
            "Simmer.runIn(Executor,ThrowingSupplier)"),
        Operation.of(
            "runIn",
            () -> new Pooled(world -> runIn(world.pool, () -> world.blockOnly())),
            "Simmer.runIn(Executor,ThrowingRunnable)"),
        Operation.of(
            "CPU pool, result",
            () -> new OnCores(world -> world.cores.run(() -> world.block())),
            "CpuPool.run(ThrowingSupplier)"),
        Operation.of(
            "CPU pool",
            () -> new OnCores(world -> world.cores.run(() -> world.blockOnly())),
            "CpuPool.run(ThrowingRunnable)"),
        Operation.of(
            "background loop",
            () -> new InBackground(world -> world.background.submit(world.waiting())),
            "BackgroundLoop.submit(Coroutine)"),
        Operation.of(
            "background loop, body",
            () -> new InBackground(world -> world.background.submit(() -> world.waiting())),
            "BackgroundLoop.submit(AsyncCallable)"),
        Operation.of(
            "guest loop",
            () -> new AsGuest(world -> world.guest.submit(world.waiting())),
            "GuestLoop.submit(Coroutine)"),
        Operation.of(
            "guest loop, body",
            () -> new AsGuest(world -> world.guest.submit(() -> world.waiting())),
            "GuestLoop.submit(AsyncCallable)"));
  }

  /** Gives those at work on other threads the time they really need to hear of a cancel. */
  private static void awaitNobody(AtomicInteger working) throws InterruptedException {
    long latest = System.nanoTime() + LONGEST_NANOS;
    while (working.get() > 0) {
      assertThat(System.nanoTime()).as("still at work before the event").isLessThan(latest);
      Thread.sleep(1);
    }
  }

  interface Call<W> {
    Awaitable<?> in(W world) throws Exception;
  }

  interface Submission<W> {
    CompletableFuture<?> in(W world) throws Exception;
  }

  /** Threads that block until the event, or an interrupt. */
  private abstract static class Blocking extends World {
    private final CountDownLatch latch = new CountDownLatch(1);
    final AtomicInteger working = new AtomicInteger();

    @Override
    boolean isForeign() {
      return true;
    }

    String block() throws InterruptedException {
      working.incrementAndGet();
      try {
        latch.await();
        return "event";
      } finally {
        working.decrementAndGet();
      }
    }

    void blockOnly() throws InterruptedException {
      block();
    }

    @Override
    Coroutine<Void> abandoned() throws Exception {
      return toThread(() -> awaitNobody(working));
    }

    @Override
    void happen() {
      latch.countDown();
    }
  }

  /** On the loop's own threads, which its end waits for. */
  private static final class Working extends Blocking {
    private final Call<Working> call;

    Working(Call<Working> call) {
      this.call = call;
    }

    @Override
    Awaitable<?> call() throws Exception {
      return call.in(this);
    }

    @Override
    @Async
    Coroutine<Void> check() throws Exception {
      ThrowingSupplier<Boolean, RuntimeException> look = Thread::interrupted;
      assertThat(await(toThread(look))).as("an interrupt is left").isFalse();
      return done();
    }
  }

  /** On one thread of an executor, which must be free again in the end. */
  private static final class Pooled extends Blocking {
    private final Call<Pooled> call;
    final ExecutorService pool = Executors.newFixedThreadPool(1);

    Pooled(Call<Pooled> call) {
      this.call = call;
    }

    @Override
    Awaitable<?> call() throws Exception {
      return call.in(this);
    }

    @Override
    @Async
    Coroutine<Void> check() throws Exception {
      ThrowingSupplier<Boolean, RuntimeException> look = Thread::interrupted;
      assertThat(await(runIn(pool, look))).as("an interrupt is left").isFalse();
      assertThat(working.get()).as("still at work").isZero();
      pool.shutdown();
      return done();
    }
  }

  private static final class OnCores extends Blocking {
    private final Call<OnCores> call;
    final CpuPool cores = new CpuPool(1);

    OnCores(Call<OnCores> call) {
      this.call = call;
    }

    @Override
    Awaitable<?> call() throws Exception {
      return call.in(this);
    }

    @Override
    @Async
    Coroutine<Void> check() throws Exception {
      ThrowingSupplier<Boolean, RuntimeException> look = Thread::interrupted;
      assertThat(await(cores.run(look))).as("an interrupt is left").isFalse();
      assertThat(working.get()).as("still at work").isZero();
      cores.close();
      return done();
    }
  }

  /** Waits on the loop of another thread, which must have no task left. */
  private abstract static class Elsewhere extends World {
    private final CompletableFuture<String> gate = new CompletableFuture<>();
    private final AtomicInteger working = new AtomicInteger();

    @Async
    final Coroutine<String> waiting() {
      working.incrementAndGet();
      try {
        return done(await(gate.thenApply(value -> value)));
      } finally {
        working.decrementAndGet();
      }
    }

    abstract CompletableFuture<?> submit() throws Exception;

    @Override
    Coroutine<Void> abandoned() throws Exception {
      return toThread(() -> awaitNobody(working));
    }

    @Override
    boolean isForeign() {
      return true;
    }

    @Override
    @Async
    Coroutine<Object> call() throws Exception {
      Object value = await(submit());
      return done(value);
    }

    @Override
    void happen() {
      gate.complete("event");
    }

    @Override
    Coroutine<Void> check() {
      assertThat(working.get()).as("still running elsewhere").isZero();
      return done();
    }
  }

  private static final class InBackground extends Elsewhere {
    private final Submission<InBackground> call;
    final BackgroundLoop background = new BackgroundLoop("background");

    InBackground(Submission<InBackground> call) {
      this.call = call;
    }

    @Override
    CompletableFuture<?> submit() throws Exception {
      return call.in(this);
    }

    @Override
    Coroutine<Void> dismiss() {
      return toThread(() -> background.close());
    }
  }

  private static final class AsGuest extends Elsewhere {
    private final Submission<AsGuest> call;
    private final ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    final GuestLoop guest = new GuestLoop(host);

    AsGuest(Submission<AsGuest> call) {
      this.call = call;
    }

    @Override
    CompletableFuture<?> submit() throws Exception {
      return call.in(this);
    }

    @Override
    @Async
    Coroutine<Void> dismiss() {
      await(guest.close());
      host.shutdown();
      return done();
    }
  }
}
