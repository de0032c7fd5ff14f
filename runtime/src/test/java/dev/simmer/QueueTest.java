package dev.simmer;

import static dev.simmer.Script.script;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Queues. Pins: A93-A101. */
class QueueTest extends RuntimeTest {
  private final List<Task<?>> tasks = new ArrayList<>();

  private Task<?> start(Script<?> body) {
    Task<?> task = createTask(body);
    tasks.add(task);
    return task;
  }

  private Script<Object> gets(AsyncQueue<?> queue, String name) {
    return script().await(queue::get).then(item -> log.add(name + " " + item)).otherwise(swallow());
  }

  private Script<Object> puts(AsyncQueue<Integer> queue, int item) {
    return script().await(() -> queue.put(item)).run(say("put " + item)).otherwise(swallow());
  }

  /** A93. */
  @Test
  void everyKindKeepsItsOrder() {
    AsyncQueue<Integer> fifo = new AsyncQueue<>();
    AsyncQueue<Integer> lifo = AsyncQueue.lifo(0);
    AsyncQueue<String> priority =
        AsyncQueue.priority(Comparator.comparing((String s) -> s.charAt(0)), 0);
    for (int i = 1; i <= 3; i++) {
      fifo.offer(i);
      lifo.offer(i);
    }
    List.of("b1", "a1", "b2", "a2").forEach(priority::offer);
    assertThat(List.of(fifo.poll(), fifo.poll(), fifo.poll())).containsExactly(1, 2, 3);
    assertThat(List.of(lifo.poll(), lifo.poll(), lifo.poll())).containsExactly(3, 2, 1);
    assertThat(List.of(priority.poll(), priority.poll(), priority.poll(), priority.poll()))
        .containsExactly("a1", "a2", "b1", "b2");
  }

  @Test
  void gettersAreServedInTheOrderTheyCame() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    run(
        script()
            .run(() -> start(gets(queue, "a")))
            .await(() -> yieldNow())
            .run(() -> start(gets(queue, "b")))
            .await(() -> sleep(seconds(1)))
            .run(() -> queue.offer(1))
            .await(() -> sleep(seconds(1)))
            .run(() -> queue.offer(2))
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("a 1", "b 2");
  }

  /** A94. */
  @Test
  void getterCancelledAfterAnItemCameDoesNotLoseIt() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    run(
        script()
            .run(() -> start(gets(queue, "a")))
            .await(() -> yieldNow())
            .run(() -> start(gets(queue, "b")))
            .await(() -> sleep(seconds(1)))
            .run(() -> queue.offer(1))
            .run(() -> tasks.get(0).cancel())
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("CancelledError", "b 1");
  }

  /** A95. */
  @Test
  void cancelledPutterInsertsNothingAndFreesItsPlace() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    run(
        script()
            .run(() -> queue.offer(0))
            .run(() -> start(puts(queue, 1)))
            .await(() -> yieldNow())
            .run(() -> start(puts(queue, 2)))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(queue.poll()).isEqualTo(0))
            .run(() -> tasks.get(0).cancel())
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(queue.poll()).isEqualTo(2))
            .run(() -> assertThat(queue.poll()).isNull()));
    assertThat(log).containsExactly("CancelledError", "put 2");
  }

  /** A95. */
  @Test
  void puttersThatWaitAgainKeepEachItsItem() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    run(
        script()
            .run(() -> queue.offer(0))
            .run(() -> start(puts(queue, 1)))
            .await(() -> yieldNow())
            .run(() -> start(puts(queue, 2)))
            .await(() -> yieldNow())
            .run(() -> assertThat(queue.poll()).isEqualTo(0))
            .run(() -> assertThat(queue.offer(9)).isTrue())
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(queue.poll()).isEqualTo(9))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(queue.poll()).isEqualTo(2))
            .await(() -> sleep(seconds(1)))
            .run(() -> assertThat(queue.poll()).isEqualTo(1)));
    assertThat(log).containsExactly("put 2", "put 1");
  }

  /** A96. */
  @Test
  @OrderIsPromised("tasks start in the order in which they were created")
  void timedOutWaitersLeaveNoTrace() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    run(
        script()
            .await(() -> waitFor(queue.get(), seconds(1)))
            .otherwise(e -> null)
            .run(() -> start(gets(queue, "next")))
            .await(() -> yieldNow())
            .run(() -> queue.offer(1))
            .await(() -> yieldNow())
            .run(() -> queue.offer(2))
            .await(() -> waitFor(queue.put(3), seconds(1)))
            .otherwise(e -> null)
            .run(() -> start(puts(queue, 4)))
            .await(() -> yieldNow())
            .run(() -> assertThat(queue.poll()).isEqualTo(2))
            .await(() -> yieldNow())
            .run(() -> assertThat(queue.poll()).isEqualTo(4))
            .run(() -> assertThat(queue.isEmpty()).isTrue()));
    assertThat(log).containsExactly("next 1", "put 4");
  }

  /** A97. */
  @Test
  void boundedQueueMakesPuttersWaitAndUnboundedDoesNot() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(2);
    run(
        script()
            .await(() -> queue.put(1))
            .await(() -> queue.put(2))
            .run(() -> assertThat(queue.isFull()).isTrue())
            .run(() -> assertThat(queue.offer(3)).isFalse())
            .run(() -> start(puts(queue, 3)))
            .await(() -> yieldNow())
            .run(say("still full"))
            .await(queue::get)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("still full", "put 3");
    assertThat(new AsyncQueue<>(-1).isFull()).isFalse();
    assertThat(new AsyncQueue<>().poll()).isNull();
    assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class);
  }

  /** A98. */
  @Test
  void nobodyIsStrandedWithManyOnBothSidesOfCapacityOne() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      AsyncQueue<Integer> queue = new AsyncQueue<>(1);
      List<Object> got = new ArrayList<>();
      List<Coroutine<Object>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Script<Object> producer = script();
        Script<Object> consumer = script();
        for (int j = 0; j < 10; j++) {
          int item = i * 10 + j;
          producer.await(() -> sleep(seconds(random.nextInt(2)))).await(() -> queue.put(item));
          consumer.await(() -> sleep(seconds(random.nextInt(2)))).await(queue::get).then(got::add);
        }
        all.add(producer);
        all.add(consumer);
      }
      run(script().await(() -> gather(all)));
      assertThat(got).hasSize(50).doesNotHaveDuplicates();
    }
  }

  /** A94 and A95: sent = received + left, whatever is cancelled. */
  @Test
  void itemsAreConservedUnderRandomCancels() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      AsyncQueue<Integer> queue = new AsyncQueue<>(1 + random.nextInt(2));
      List<Object> sent = new ArrayList<>();
      List<Object> got = new ArrayList<>();
      tasks.clear();
      Script<Object> main = script();
      for (int i = 0; i < 12; i++) {
        int item = i;
        main.run(
            () ->
                start(
                    script()
                        .await(() -> queue.put(item))
                        .run(() -> sent.add(item))
                        .otherwise(e -> null)));
        main.run(() -> start(script().await(queue::get).then(got::add).otherwise(e -> null)));
        main.run(() -> tasks.get(random.nextInt(tasks.size())).cancel());
        if (random.nextBoolean()) {
          main.await(() -> yieldNow());
        }
      }
      main.await(() -> sleep(seconds(1)));
      main.run(
          () -> {
            List<Object> left = new ArrayList<>(got);
            for (Integer item = queue.poll(); item != null; item = queue.poll()) {
              left.add(item);
            }
            assertThat(left).containsExactlyInAnyOrderElementsOf(sent);
          });
      run(main);
    }
  }

  /** A99. */
  @Test
  void joinWaitsForEveryTaskDone() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    run(
        script()
            .await(queue::join)
            .run(say("empty join"))
            .run(() -> queue.offer(1))
            .run(() -> queue.offer(2))
            .run(() -> start(script().await(queue::join).run(say("joined"))))
            .await(queue::get)
            .await(queue::get)
            .run(queue::taskDone)
            .await(() -> sleep(seconds(1)))
            .run(say("one left"))
            .run(queue::taskDone)
            .await(() -> yieldNow())
            .run(
                () ->
                    assertThatThrownBy(queue::taskDone)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("more often")));
    assertThat(log).containsExactly("empty join", "one left", "joined");
  }

  /** A100. */
  @Test
  @OrderIsPromised("tasks start in the order in which they were created")
  void shutdownWakesWaitersAndHandsOutWhatIsLeft() {
    AsyncQueue<Integer> empty = new AsyncQueue<>();
    AsyncQueue<Integer> full = new AsyncQueue<>(1);
    run(
        script()
            .run(() -> full.offer(1))
            .run(() -> start(gets(empty, "a")))
            .run(() -> start(puts(full, 2)))
            .await(() -> yieldNow())
            .run(() -> empty.shutdown())
            .run(() -> full.shutdown())
            .await(() -> yieldNow())
            .run(() -> assertThat(log).hasSize(2))
            .run(() -> assertThat(full.poll()).isEqualTo(1))
            .await(full::get)
            .otherwise(swallow())
            .await(() -> full.put(3))
            .otherwise(swallow())
            .run(() -> assertThatThrownBy(full::poll).isInstanceOf(QueueShutdownException.class))
            .run(
                () ->
                    assertThatThrownBy(() -> full.offer(4))
                        .isInstanceOf(QueueShutdownException.class)));
    assertThat(log).hasSize(4).allMatch(e -> e.toString().startsWith("QueueShutdownException"));
  }

  /** A101. */
  @Test
  void immediateShutdownDropsItemsAndReleasesJoin() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    run(
        script()
            .run(() -> queue.offer(1))
            .run(() -> queue.offer(2))
            .await(queue::get)
            .run(() -> start(script().await(queue::join).run(say("joined"))))
            .await(() -> yieldNow())
            .run(() -> queue.shutdown(true))
            .await(() -> sleep(seconds(1)))
            .run(say("still unfinished"))
            .run(queue::taskDone)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("still unfinished", "joined");
  }

  @Test
  void iterationEndsAtShutdown() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    AsyncIterator<Integer> items = queue.asyncIterator();
    run(
        script()
            .run(
                () ->
                    start(
                        script()
                            .await(items::hasNext)
                            .then(more -> log.add(more + " " + items.next()))
                            .await(items::hasNext)
                            .then(more -> log.add(more + " " + items.next()))
                            .await(items::hasNext)
                            .then(log::add)))
            .run(() -> queue.offer(1))
            .await(() -> sleep(seconds(1)))
            .run(() -> queue.offer(2))
            .run(() -> queue.shutdown())
            .await(() -> sleep(seconds(1))));
    assertThat(log).containsExactly("true 1", "true 2", false);
  }
}
