package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Semaphores and barriers. Pins: A87-A92. */
class SemaphoreTest extends RuntimeTest {
  private final List<Task<?>> tasks = new ArrayList<>();

  private Task<?> start(Script<?> body) {
    Task<?> task = createTask(body);
    tasks.add(task);
    return task;
  }

  private Script<Object> taker(AsyncSemaphore semaphore, String name) {
    return script().await(semaphore::acquire).run(say(name));
  }

  /** A87. */
  @Test
  @OrderIsPromised("tasks start in the order in which they were created, and go on as they came")
  void permitsGoToWaitersInTheOrderTheyCame() {
    AsyncSemaphore semaphore = new AsyncSemaphore(2);
    run(
        script()
            .run(() -> start(taker(semaphore, "a")))
            .run(() -> start(taker(semaphore, "b")))
            .run(() -> start(taker(semaphore, "c")))
            .run(() -> start(taker(semaphore, "d")))
            .await(() -> sleep(seconds(1)))
            .run(say("-"))
            .run(semaphore::release)
            .run(semaphore::release)
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(semaphore.isLocked()).isTrue()));
    assertThat(log).containsExactly("a", "b", "-", "c", "d");
  }

  /** A87. */
  @Test
  void permitOfACancelledWaiterGoesToTheNext() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    run(
        script()
            .run(() -> start(taker(semaphore, "a")))
            .run(() -> start(taker(semaphore, "b")))
            .run(() -> start(taker(semaphore, "c")))
            .await(() -> yieldNow())
            .run(() -> tasks.get(0).cancel())
            .run(semaphore::release)
            .run(() -> tasks.get(1).cancel())
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(tasks.get(2).isDone()).isTrue()));
    assertThat(log).containsExactly("c");
  }

  /** A87. */
  @Test
  void countIsExactAfterAnyMixOfCancelAndRelease() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      AsyncSemaphore semaphore = new AsyncSemaphore(3);
      tasks.clear();
      Script<Object> main = script();
      for (int i = 0; i < 20; i++) {
        Box<Permit> permit = new Box<>();
        main.run(
            () ->
                start(
                    script()
                        .await(semaphore::acquire)
                        .then(p -> permit.set((Permit) p))
                        .await(() -> sleep(seconds(random.nextInt(4))))
                        .otherwise(e -> null)
                        .run(
                            () -> {
                              if (permit.value != null) {
                                permit.value.close();
                              }
                            })));
      }
      for (int i = 0; i < 10; i++) {
        main.await(() -> sleep(seconds(random.nextInt(2))))
            .run(() -> tasks.get(random.nextInt(20)).cancel());
      }
      main.await(() -> sleep(seconds(99)));
      for (int i = 0; i < 3; i++) {
        main.await(semaphore::acquire);
      }
      main.run(() -> assertThat(semaphore.isLocked()).isTrue());
      run(main);
    }
  }

  /** A88. */
  @Test
  void laterAcquirerDoesNotOvertakeThoughAPermitIsFreeForAMoment() {
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    run(
        script()
            .run(() -> start(taker(semaphore, "waiter")))
            .await(() -> yieldNow())
            .run(semaphore::release)
            .run(semaphore::release)
            .await(semaphore::acquire)
            .run(say("later")));
    assertThat(log).containsExactly("waiter", "later");
  }

  /** A89. */
  @Test
  void boundedSemaphoreRefusesOverRelease() {
    BoundedSemaphore semaphore = new BoundedSemaphore(1);
    assertThatThrownBy(semaphore::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more often than acquire()");
    run(script().await(semaphore::acquire).run(semaphore::release));
    assertThat(semaphore.isLocked()).isFalse();
    assertThatThrownBy(() -> new BoundedSemaphore(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void permitReleasesOnce() {
    AsyncSemaphore semaphore = new AsyncSemaphore(1);
    run(
        script()
            .await(semaphore::acquire)
            .then(
                permit -> {
                  ((Permit) permit).close();
                  ((Permit) permit).close();
                  return null;
                })
            .await(semaphore::acquire)
            .run(() -> assertThat(semaphore.isLocked()).isTrue()));
  }

  private Script<Object> arrives(AsyncBarrier barrier, String name) {
    return script()
        .await(barrier::arrive)
        .then(index -> log.add(name + " " + index))
        .otherwise(e -> log.add(name + " " + e.getClass().getSimpleName()));
  }

  /** A90. */
  @Test
  void allPartiesLeaveTogetherWithDistinctIndicesAndTheBarrierIsReusable() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    run(
        script()
            .run(() -> start(arrives(barrier, "a")))
            .await(() -> sleep(seconds(1)))
            .run(say("-"))
            .run(() -> start(arrives(barrier, "b")))
            .await(() -> sleep(seconds(1)))
            .run(() -> start(arrives(barrier, "c")))
            .run(() -> start(arrives(barrier, "d")))
            .await(() -> sleep(seconds(1))));
    assertThat(log.get(0)).isEqualTo("-");
    assertThat(log.subList(1, 3)).containsExactlyInAnyOrder("a 0", "b 1");
    assertThat(log.subList(3, 5)).containsExactlyInAnyOrder("c 0", "d 1");
  }

  /** A91. */
  @Test
  void arrivalsDuringDrainingWaitForTheNextRound() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    run(
        script()
            .run(() -> start(arrives(barrier, "a")))
            .run(() -> start(arrives(barrier, "b")))
            .run(() -> start(arrives(barrier, "c")))
            .await(() -> sleep(seconds(1)))
            .run(say("-"))
            .run(() -> start(arrives(barrier, "d")))
            .await(() -> sleep(seconds(1))));
    assertThat(log.get(2)).isEqualTo("-");
    assertThat(indices(log.subList(0, 2))).containsExactlyInAnyOrder("0", "1");
    assertThat(indices(log.subList(3, 5))).containsExactlyInAnyOrder("0", "1");
  }

  private static List<String> indices(List<Object> arrivals) {
    return arrivals.stream().map(arrival -> arrival.toString().split(" ")[1]).toList();
  }

  /** A91. */
  @Test
  void cancelledArrivalDoesNotBlockTheRest() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    run(
        script()
            .run(() -> start(arrives(barrier, "a")))
            .await(() -> sleep(seconds(1)))
            .run(() -> tasks.get(0).cancel())
            .await(() -> sleep(seconds(1)))
            .run(() -> start(arrives(barrier, "b")))
            .await(() -> yieldNow())
            .run(() -> start(arrives(barrier, "c")))
            .await(() -> sleep(seconds(1))));
    assertThat(log).contains("a CancelledError", "b 0", "c 1");
  }

  /** A92. */
  @Test
  void resetBreaksWaitersAndAbortBreaksAllUntilReset() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    run(
        script()
            .run(() -> start(arrives(barrier, "a")))
            .await(() -> sleep(seconds(1)))
            .run(barrier::reset)
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(barrier.isBroken()).isFalse())
            .run(() -> start(arrives(barrier, "b")))
            .await(() -> sleep(seconds(1)))
            .run(barrier::abort)
            .run(() -> assertThat(barrier.isBroken()).isTrue())
            .await(() -> sleep(seconds(1)))
            .await(() -> arrives(barrier, "c"))
            .run(barrier::reset)
            .run(() -> assertThat(barrier.isBroken()).isFalse())
            .run(() -> start(arrives(barrier, "d")))
            .await(() -> yieldNow())
            .run(() -> start(arrives(barrier, "e")))
            .await(() -> sleep(seconds(1))));
    assertThat(log.subList(0, 3))
        .containsExactly(
            "a BrokenBarrierException", "b BrokenBarrierException", "c BrokenBarrierException");
    assertThat(log.subList(3, 5)).containsExactlyInAnyOrder("d 0", "e 1");
  }

  /** A92. */
  @Test
  @OrderIsPromised("tasks start in the order in which they were created")
  void resetLeavesThoseWhoWaitForTheNextRound() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    run(
        script()
            .run(() -> start(arrives(barrier, "a")))
            .run(() -> start(arrives(barrier, "b")))
            .run(() -> start(arrives(barrier, "c")))
            .await(() -> yieldNow())
            .run(barrier::reset)
            .run(say("reset"))
            .run(() -> assertThat(barrier.isBroken()).isFalse())
            .await(() -> sleep(seconds(1)))
            .run(say("-"))
            .run(() -> start(arrives(barrier, "d")))
            .await(() -> sleep(seconds(1))));
    assertThat(log.subList(0, 4)).containsExactly("b 1", "reset", "a BrokenBarrierException", "-");
    assertThat(log.subList(4, 6)).containsExactlyInAnyOrder("c 0", "d 1");
  }
}
