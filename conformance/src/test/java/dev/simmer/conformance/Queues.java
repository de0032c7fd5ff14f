package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Queues: no item is lost, and nobody is stranded. */
@SuppressWarnings("async")
final class Queues extends Subject {
  @Async
  private Coroutine<Void> getter(AsyncQueue<Object> queue, String name) {
    log(name, "gets", await(queue.get()));
    return done();
  }

  @Async
  private Coroutine<Void> putter(AsyncQueue<Object> queue, Object item) {
    await(queue.put(item));
    log("put", item);
    return done();
  }

  private void tryPut(AsyncQueue<Object> queue, Object item) {
    if (queue.offer(item)) {
      log("put", item);
    } else {
      log("full for", item);
    }
  }

  private void tryGet(AsyncQueue<Object> queue) {
    var item = queue.poll();
    if (item != null) {
      log("got", item);
    } else {
      log("empty");
    }
  }

  @Async
  private Coroutine<Void> throughAQueue(AsyncQueue<Integer> queue) {
    for (var item : List.of(3, 1, 2)) {
      await(queue.put(item));
    }
    log(List.of(await(queue.get()), await(queue.get()), await(queue.get())));
    return done();
  }

  @Scenario("A93")
  @Async
  Coroutine<Void> itemsComeOutAsTheyCameIn() {
    return throughAQueue(new AsyncQueue<>());
  }

  @Scenario("A93")
  @Async
  Coroutine<Void> newestItemComesFirstOutOfAStack() {
    return throughAQueue(AsyncQueue.lifo(0));
  }

  @Scenario("A93")
  @Async
  Coroutine<Void> smallestItemComesFirstOutOfAPriorityQueue() {
    return throughAQueue(AsyncQueue.priority(Comparator.naturalOrder(), 0));
  }

  private List<Task<Void>> getters(AsyncQueue<Object> queue, String... names) {
    var tasks = new ArrayList<Task<Void>>();
    for (var name : names) {
      tasks.add(createTask(getter(queue, name)));
    }
    return tasks;
  }

  private List<Task<Void>> putters(AsyncQueue<Object> queue, Object... items) {
    var tasks = new ArrayList<Task<Void>>();
    for (var item : items) {
      tasks.add(createTask(putter(queue, item)));
    }
    return tasks;
  }

  @Scenario({"A93", "A98"})
  @Async
  Coroutine<Void> gettersAreServedInOrder() {
    var queue = new AsyncQueue<Object>();
    var tasks = getters(queue, "a", "b", "c");
    await(sleep(seconds(1)));
    ticks(3);
    for (var item : List.of(1, 2, 3)) {
      tryPut(queue, item);
    }
    await(gather(tasks));
    return done();
  }

  @Scenario({"A97", "A1"})
  @Async
  Coroutine<Void> queueWithItemsAndRoomTakesNoTurn() {
    var queue = new AsyncQueue<Object>(1);
    ticks(1);
    await(queue.put("item"));
    log("size", queue.size(), "full", queue.isFull());
    log("got", await(queue.get()));
    await(turns(1));
    return done();
  }

  @Scenario("A94")
  @Async
  Coroutine<Void> itemOfACancelledGetterGoesToTheNext() {
    var queue = new AsyncQueue<Object>();
    var tasks = getters(queue, "a", "b");
    await(sleep(seconds(1)));
    tryPut(queue, "item");
    tasks.get(0).cancel();
    ticks(3);
    await(attempt("a", tasks.get(0)));
    await(tasks.get(1));
    log("size", queue.size());
    return done();
  }

  @Scenario("A94")
  @Async
  Coroutine<Void> itemOfTheOnlyGetterStaysWhenItIsCancelled() {
    var queue = new AsyncQueue<Object>();
    var a = createTask(getter(queue, "a"));
    await(sleep(seconds(1)));
    tryPut(queue, "item");
    a.cancel();
    await(attempt("a", a));
    log("size", queue.size());
    tryGet(queue);
    return done();
  }

  @Scenario({"A94", "A108"})
  @Async
  Coroutine<Void> newcomerMayTakeTheItemOfAWokenGetter() {
    var queue = new AsyncQueue<Object>();
    var a = createTask(getter(queue, "a"));
    await(sleep(seconds(1)));
    tryPut(queue, 1);
    tryGet(queue);
    await(turns(2));
    log("a", a);
    tryPut(queue, 2);
    await(a);
    return done();
  }

  @Scenario("A95")
  @Async
  Coroutine<Void> cancelledPutterNeverInserts() {
    var queue = new AsyncQueue<Object>(1);
    await(queue.put("first"));
    var tasks = putters(queue, "a", "b");
    await(sleep(seconds(1)));
    tasks.get(0).cancel();
    await(attempt("a", tasks.get(0)));
    tryGet(queue);
    await(tasks.get(1));
    tryGet(queue);
    tryGet(queue);
    return done();
  }

  @Scenario("A95")
  @Async
  Coroutine<Void> roomOfAWokenAndCancelledPutterGoesToTheNext() {
    var queue = new AsyncQueue<Object>(1);
    await(queue.put("first"));
    var tasks = putters(queue, "a", "b");
    await(sleep(seconds(1)));
    tryGet(queue);
    tasks.get(0).cancel();
    ticks(3);
    await(attempt("a", tasks.get(0)));
    await(tasks.get(1));
    tryGet(queue);
    return done();
  }

  @Scenario("A96")
  @Async
  Coroutine<Void> timeoutsLeaveNoTraceOfGetters() throws TimeoutException {
    var queue = new AsyncQueue<Object>();
    for (int times = 0; times < 3; times++) {
      await(attempt("get", waitFor(queue.get(), seconds(1))));
    }
    tryPut(queue, "item");
    await(getter(queue, "last"));
    return done();
  }

  @Scenario("A97")
  @Async
  Coroutine<Void> putterWaitsUntilThereIsRoom() {
    var queue = new AsyncQueue<Object>(2);
    var tasks = putters(queue, 1, 2, 3, 4);
    await(sleep(seconds(1)));
    log("size", queue.size(), "full", queue.isFull());
    ticks(3);
    tryGet(queue);
    tryGet(queue);
    await(gather(tasks));
    log("size", queue.size());
    return done();
  }

  @Scenario("A97")
  @Async
  Coroutine<Void> callsThatDoNotWaitSayFullAndEmpty() {
    var queue = new AsyncQueue<Object>(1);
    tryGet(queue);
    tryPut(queue, "a");
    tryPut(queue, "b");
    tryGet(queue);
    log("empty", queue.isEmpty());
    return done();
  }

  @Scenario("A97")
  @Async
  Coroutine<Void> sizeOfZeroOrLessIsUnbounded() {
    for (int size : List.of(0, -1)) {
      var queue = new AsyncQueue<Object>(size);
      for (int item = 0; item < 100; item++) {
        await(queue.put(item));
      }
      log("size", queue.size(), "full", queue.isFull());
    }
    return done();
  }

  @Async
  private Coroutine<Void> producer(AsyncQueue<Object> queue) {
    for (var item : List.of(1, 2, 3)) {
      await(queue.put(item));
      log("put", item);
    }
    return done();
  }

  @Async
  private Coroutine<Void> consumer(AsyncQueue<Object> queue) {
    for (int times = 0; times < 3; times++) {
      log("got", await(queue.get()));
    }
    return done();
  }

  @Scenario("A98")
  @Async
  Coroutine<Void> producerAndConsumerTakeTurnsOverOnePlace() {
    var queue = new AsyncQueue<Object>(1);
    await(gather(producer(queue), consumer(queue)));
    return done();
  }

  @Scenario("A98")
  @Async
  Coroutine<Void> manyPuttersAndGettersStrandNobody() {
    var queue = new AsyncQueue<Object>(1);
    var tasks = putters(queue, 1, 2, 3);
    tasks.addAll(getters(queue, "a", "b", "c"));
    ticks(4);
    await(gather(tasks));
    return done();
  }

  @Async
  private Coroutine<Void> worker(AsyncQueue<Object> queue) {
    for (int times = 0; times < 3; times++) {
      var item = await(queue.get());
      await(sleep(seconds(1)));
      log("done", item);
      queue.taskDone();
    }
    return done();
  }

  @Scenario("A99")
  @Async
  Coroutine<Void> joinWaitsUntilEveryItemIsDone() {
    var queue = new AsyncQueue<Object>();
    for (var item : List.of(1, 2, 3)) {
      tryPut(queue, item);
    }
    var task = createTask(worker(queue));
    await(queue.join());
    log("joined, consumer", task);
    return done();
  }

  @Scenario({"A99", "A1"})
  @Async
  Coroutine<Void> joinOfAnUnusedQueueTakesNoTurn() {
    var queue = new AsyncQueue<Object>();
    ticks(1);
    await(queue.join());
    log("joined");
    await(turns(1));
    return done();
  }

  @Scenario("A99")
  @Async
  Coroutine<Void> taskDoneTooManyIsRefused() {
    var queue = new AsyncQueue<Object>();
    tryPut(queue, 1);
    tryGet(queue);
    attemptRun("first", queue::taskDone);
    attemptRun("second", queue::taskDone);
    return done();
  }

  @Scenario("A100")
  @Async
  Coroutine<Void> shutdownReleasesThoseWhoWaitOnAnEmptyQueue() {
    var queue = new AsyncQueue<Object>();
    var a = createTask(attempt("a", queue.get()));
    var b = createTask(attempt("b", queue.get()));
    await(sleep(seconds(1)));
    queue.shutdown();
    await(gather(a, b));
    await(attempt("put", queue.put(1)));
    attemptCall("put_nowait", () -> queue.offer(1));
    attemptCall("get_nowait", queue::poll);
    return done();
  }

  @Scenario("A100")
  @Async
  Coroutine<Void> itemsThatAreLeftMayBeTakenAfterAShutdown() {
    var queue = new AsyncQueue<Object>(2);
    tryPut(queue, 1);
    tryPut(queue, 2);
    var waiting = createTask(attempt("waiting put", queue.put(3)));
    await(sleep(seconds(1)));
    queue.shutdown();
    await(waiting);
    for (int times = 0; times < 3; times++) {
      await(attempt("get", queue.get()));
    }
    return done();
  }

  @Async
  private Coroutine<Void> joins(AsyncQueue<Object> queue) {
    await(queue.join());
    log("joined");
    return done();
  }

  @Scenario("A101")
  @Async
  Coroutine<Void> immediateShutdownDropsTheItemsAndReleasesJoin() {
    var queue = new AsyncQueue<Object>();
    tryPut(queue, 1);
    tryPut(queue, 2);
    var task = createTask(joins(queue));
    await(sleep(seconds(1)));
    queue.shutdown(true);
    log("size", queue.size());
    await(task);
    await(attempt("get", queue.get()));
    return done();
  }

  @Scenario("A101")
  @Async
  Coroutine<Void> itemInHandStillCountsAfterAnImmediateShutdown() {
    var queue = new AsyncQueue<Object>();
    tryPut(queue, 1);
    tryPut(queue, 2);
    tryGet(queue);
    var task = createTask(joins(queue));
    await(sleep(seconds(1)));
    queue.shutdown(true);
    await(turns(3));
    log("join", task);
    queue.taskDone();
    await(task);
    return done();
  }
}
