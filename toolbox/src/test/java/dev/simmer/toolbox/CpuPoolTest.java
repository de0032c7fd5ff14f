package dev.simmer.toolbox;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.toolbox.Virtual.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where CPU-bound work runs, and what closing the pool does. Pins: A117. */
class CpuPoolTest {
  /** A117. */
  @Test
  void valueAndExceptionComeFromThreadsThatSayWhatTheyAreFor() {
    try (CpuPool cores = new CpuPool(1)) {
      virtually(
          () -> {
            Thread worker = await(cores.run(() -> Thread.currentThread()));
            assertThat(worker.getName()).isEqualTo("simmer-cpu-1");
            assertThat(worker.isDaemon()).isTrue();
            return done();
          });
      assertThatThrownBy(
              () ->
                  virtually(
                      () ->
                          cores.run(
                              () -> {
                                throw new IOException("from the worker");
                              })))
          .isInstanceOf(IOException.class)
          .hasMessage("from the worker");
    }
  }

  @Test
  void asManyRunAtOnceAsTheSizeSaysAndTheRestWaitInOrder() {
    int size = 3;
    var atOnce = new CyclicBarrier(size);
    var handedIn = new ArrayList<Integer>();
    var order = new ArrayList<Integer>();
    try (CpuPool cores = new CpuPool(size);
        CpuPool one = new CpuPool(1)) {
      virtually(
          () -> {
            // Would never end with fewer threads.
            await(gather(List.of(1, 2, 3), n -> cores.run(() -> atOnce.await())));
            await(
                gather(
                    IntStream.range(0, 50).boxed().toList(),
                    n ->
                        async(
                            () -> {
                              handedIn.add(n);
                              return done(await(one.run(() -> order.add(n))));
                            })));
            return done();
          });
    }
    assertThat(order).isEqualTo(handedIn).hasSize(50);
  }

  @Test
  void sizeIsTheNumberOfCoresUnlessGiven() {
    int size = Runtime.getRuntime().availableProcessors();
    var atOnce = new CyclicBarrier(size);
    var threads = IntStream.range(0, 3 * size).boxed().toList();
    try (CpuPool cores = new CpuPool()) {
      var names = virtually(() -> gatherNames(cores, atOnce, threads));
      assertThat(names.stream().distinct()).hasSize(size);
    }
  }

  @Async
  private Coroutine<List<String>> gatherNames(
      CpuPool cores, CyclicBarrier atOnce, List<Integer> threads) throws Exception {
    return done(
        await(
            gather(
                threads,
                n ->
                    cores.run(
                        () -> {
                          atOnce.await();
                          return Thread.currentThread().getName();
                        }))));
  }

  /** A117; unlike there, a cancel interrupts. */
  @Test
  void cancelInterruptsWorkThatRunsAndTakesBackWorkThatWaits() throws InterruptedException {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var queuedRan = new AtomicBoolean();
    try (CpuPool cores = new CpuPool(1)) {
      virtually(
          () -> {
            var running =
                createTask(
                    cores.run(
                        () -> {
                          started.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } catch (InterruptedException e) {
                            interrupted.countDown();
                          }
                        }));
            while (started.getCount() > 0) {
              await(yieldNow());
            }
            Task<Void> queued = createTask(cores.run(() -> queuedRan.set(true)));
            await(yieldNow());
            await(yieldNow()); // by now `queued` has begun in any order
            queued.cancel();
            running.cancel();
            await(waitAll(List.of(running, queued)));
            assertThat(running.isCancelled()).isTrue();
            assertThat(queued.isCancelled()).isTrue();
            await(
                cores.run(() -> {})); // the thread is free again, and was free for the queued work
            return done();
          });
    }
    interrupted.await();
    assertThat(queuedRan).isFalse();
  }

  @Test
  void closingLetsWhatWasHandedInEndAndTakesNothingMore() {
    var go = new CountDownLatch(1);
    CpuPool cores = new CpuPool(1);
    virtually(
        () -> {
          var running =
              createTask(
                  cores.run(
                      () -> {
                        go.await();
                        return "running";
                      }));
          var queued = createTask(cores.run(() -> "queued"));
          await(yieldNow());
          await(yieldNow()); // by now both have begun in any order
          cores.close();
          cores.close();
          go.countDown();
          assertThat(await(running)).isEqualTo("running");
          assertThat(await(queued)).isEqualTo("queued");
          return done();
        });
    assertThatThrownBy(() -> virtually(() -> cores.run(() -> "late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("This CpuPool is closed.");
  }

  @Test
  void sizeOfZeroIsRefused() {
    assertThatThrownBy(() -> new CpuPool(0))
        .hasMessage("a CpuPool needs at least one thread, not 0");
  }
}
