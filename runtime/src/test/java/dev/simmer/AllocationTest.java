package dev.simmer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.simmer.support.v1.Frame;
import dev.simmer.support.v1.Trampoline;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What it costs in memory to wait and to be resumed: nothing, whatever a task waits for but a time.
 *
 * <p>The JVM counts what the loop's thread allocates. All coroutines are made before that, since
 * HotSpot may or may not see that it need not make them; and what a run costs however long it is
 * drops out where two runs are compared of which one has twice the turns.
 */
class AllocationTest extends RuntimeTest {
  private static final int TURNS = 50_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void yieldingAllocatesNothing() {
    assertThat(bytesPerTurn(n -> List.of(new Turns(n, Simmer::yieldNow)))).isZero();
  }

  @Test
  void sleepOfNoTimeAllocatesNothing() {
    assertThat(bytesPerTurn(n -> List.of(new Turns(n, () -> Simmer.sleep(Duration.ZERO)))))
        .isZero();
  }

  @Test
  void sleepOfNoTimeAllocatesNothingButWhatCarriesItsResult() {
    assertThat(
            bytesPerTurn(n -> List.of(new Turns(n, () -> Simmer.sleep(Duration.ZERO, "result")))))
        .isEqualTo(16);
  }

  @Test
  void sleepAllocatesNothingButItsDeadline() {
    assertThat(bytesPerTurn(n -> List.of(new Turns(n, () -> Simmer.sleep(Duration.ofMillis(1))))))
        .isEqualTo(24);
  }

  @Test
  void anyNumberOfReadyTasksAllocatesNothing() {
    assertThat(
            bytesPerTurn(
                n -> {
                  List<Turns> tasks = new ArrayList<>();
                  for (int i = 0; i < 1_000; i++) {
                    tasks.add(new Turns(n / 1_000, Simmer::yieldNow));
                  }
                  return tasks;
                }))
        .isZero();
  }

  @Test
  void promiseAllocatesNothing() {
    assertThat(
            bytesPerTurn(
                n -> {
                  Turns waiter = new Turns(n, Promise::new);
                  return List.of(
                      waiter,
                      new Turns(
                          n,
                          Simmer::yieldNow,
                          (i, value) -> ((Promise<?>) waiter.awaited[i]).complete(null)));
                }))
        .isZero();
  }

  @Test
  void eventAllocatesNothing() {
    assertThat(
            bytesPerTurn(
                n -> {
                  AsyncEvent event = new AsyncEvent();
                  return List.of(
                      new Turns(n, () -> event),
                      new Turns(
                          n,
                          Simmer::yieldNow,
                          (i, value) -> {
                            event.set();
                            event.clear();
                          }));
                }))
        .isZero();
  }

  @Test
  void queueAllocatesNothing() {
    assertThat(
            bytesPerTurn(
                n -> {
                  AsyncQueue<String> queue = new AsyncQueue<>(1);
                  return List.of(new Turns(n, queue::get), new Turns(n, () -> queue.put("item")));
                }))
        .isZero();
  }

  @Test
  void getterThatWasOvertakenAllocatesNothingToWaitAgain() {
    assertThat(
            bytesPerTurn(
                n -> {
                  AsyncQueue<String> queue = new AsyncQueue<>();
                  return List.of(
                      new Turns(1, queue::get),
                      new Turns(
                          n,
                          Simmer::yieldNow,
                          (i, value) -> {
                            queue.offer("item");
                            if (i < n - 1) {
                              queue.poll();
                            }
                          }));
                }))
        .isZero();
  }

  @Test
  void lockThatIsHandedOverAllocatesNoMoreThanAFreeOne() {
    long free = bytesPerTurn(n -> List.of(holder(n, new AsyncLock()::acquire)));
    assertThat(free).isPositive();
    assertThat(
            bytesPerTurn(
                n -> {
                  AsyncLock lock = new AsyncLock();
                  return List.of(holder(n, lock::acquire), holder(n, lock::acquire));
                }))
        .isEqualTo(2 * free);
  }

  @Test
  void permitThatIsHandedOverAllocatesNoMoreThanAFreeOne() {
    long free = bytesPerTurn(n -> List.of(holder(n, new AsyncSemaphore(1)::acquire)));
    assertThat(free).isPositive();
    assertThat(
            bytesPerTurn(
                n -> {
                  AsyncSemaphore permits = new AsyncSemaphore(1);
                  return List.of(holder(n, permits::acquire), holder(n, permits::acquire));
                }))
        .isEqualTo(2 * free);
  }

  /** Takes a permit, keeps it for a turn, and gives it back, n times. */
  private static Turns holder(int n, Supplier<Coroutine<Permit>> acquire) {
    Permit[] held = new Permit[1];
    Turns holder =
        new Turns(
            2 * n,
            Simmer::yieldNow,
            (i, value) -> {
              if (i % 2 == 0) {
                held[0] = (Permit) value;
              } else {
                held[0].close();
              }
            });
    for (int i = 0; i < n; i++) {
      holder.awaited[2 * i] = acquire.get();
    }
    return holder;
  }

  /**
   * Returns what is allocated for each turn that one run has more than another; what the JVM
   * allocates once for itself is much less than a byte of that.
   */
  private static long bytesPerTurn(IntFunction<List<Turns>> tasks) {
    bytes(tasks, TURNS);
    return Math.round((bytes(tasks, 2 * TURNS) - bytes(tasks, TURNS)) / (double) TURNS);
  }

  /** Returns what is allocated from the first step of the tasks to their end. */
  private static long bytes(IntFunction<List<Turns>> tasks, int turns) {
    // Without a seed, since shuffling allocates.
    try (Runner runner = new Runner(RunOptions.defaults().virtualTime(true))) {
      List<Task<Object>> started = new ArrayList<>();
      long[] before = new long[1];
      return runner.run(
          Script.<Long>script()
              .run(() -> tasks.apply(turns).forEach(each -> started.add(Simmer.createTask(each))))
              .run(() -> before[0] = THREADS.getCurrentThreadAllocatedBytes())
              .await(() -> Simmer.gather(started))
              .then(ended -> THREADS.getCurrentThreadAllocatedBytes() - before[0]));
    }
  }

  /** Does something after an await. */
  private interface After {
    void accept(int index, @Nullable Object value);
  }

  /** Awaits one after the other. */
  private static final class Turns extends Frame<Object> {
    private static final int WAITING = 2;

    final Awaitable<?>[] awaited;
    private final After after;
    private int next;

    Turns(int n, Supplier<Awaitable<?>> awaited) {
      this(n, awaited, (i, value) -> {});
    }

    Turns(int n, Supplier<Awaitable<?>> awaited, After after) {
      this.awaited = new Awaitable<?>[n];
      this.after = after;
      for (int i = 0; i < n; i++) {
        this.awaited[i] = awaited.get();
      }
    }

    @Override
    public @Nullable Object resume(Trampoline trampoline) throws Throwable {
      int depth = trampoline.depth;
      boolean waited = point == WAITING;
      point = RUNNING;
      while (waited || next < awaited.length) {
        Object value =
            waited ? trampoline.take() : Trampoline.await(awaited[next], trampoline, depth);
        if (trampoline.suspended != null) {
          point = WAITING;
          trampoline.suspend(this);
          return null;
        }
        waited = false;
        after.accept(next++, value);
      }
      return null;
    }
  }
}
