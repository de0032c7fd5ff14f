package dev.simmer.cancellation;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.emit;
import static dev.simmer.Simmer.end;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.taskGroup;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.waitAny;
import static dev.simmer.Simmer.waitFor;
import static dev.simmer.Simmer.yieldNow;
import static dev.simmer.cancellation.World.atOnce;
import static dev.simmer.cancellation.World.settled;
import static dev.simmer.toolbox.AsyncIterables.buffer;
import static dev.simmer.toolbox.AsyncIterables.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.AsyncCondition;
import dev.simmer.AsyncEvent;
import dev.simmer.AsyncGenerator;
import dev.simmer.AsyncLock;
import dev.simmer.AsyncQueue;
import dev.simmer.AsyncSemaphore;
import dev.simmer.Coroutine;
import dev.simmer.ExceptionGroup;
import dev.simmer.Insides;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import dev.simmer.Task;
import dev.simmer.UncaughtEvent;
import dev.simmer.toolbox.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;

/**
 * Workers that do everything at random on objects they share, and a canceller that cancels them at
 * random, on virtual time. Nothing may be lost or left in the end.
 */
final class Load {
  private static final int WORKERS = 25;
  private static final int PERMITS = 3;

  /** What a load has done. */
  record Figures(
      Duration simulated,
      long seed,
      long calls,
      long tasks,
      long cancels,
      long ended,
      long millis) {
    @Override
    public String toString() {
      return "%d min simulated in %.1f s, seed %d: %d calls by %d tasks; %d cancels, of which %d ended a worker; left behind: nothing"
          .formatted(simulated.toMinutes(), millis / 1000.0, seed, calls, tasks, cancels, ended);
    }
  }

  private final Duration length;
  private final long seed;
  private final SplittableRandom random;
  private final List<UncaughtEvent> reports = new ArrayList<>();

  private final AsyncLock lock = new AsyncLock();
  private final AsyncSemaphore semaphore = new AsyncSemaphore(PERMITS);
  private final AsyncQueue<Integer> queue = new AsyncQueue<>(5);
  private final AsyncCondition condition = new AsyncCondition();
  private final AsyncEvent event = new AsyncEvent();
  private final RateLimiter limiter = new RateLimiter(5, millis(20));
  private final List<Task<Void>> workers = new ArrayList<>();

  private long calls;
  private long tasks;
  private long cancels;
  private long endedByCancel;
  private boolean ending;

  private int inLock;
  private int inSemaphore;
  private int openGenerators;
  private long sent;
  private long received;
  private long made;
  private long used;
  private int stock;

  Load(Duration length, long seed) {
    this.length = length;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  Figures run() throws Exception {
    long start = System.nanoTime();
    RunOptions options =
        RunOptions.defaults().debug(false).virtualTime(true).shuffle(seed).onUncaught(reports::add);
    try (Runner runner = new Runner(options)) {
      runner.run(this::main);
      assertThat(runner.leftovers()).as("left over").isEmpty();
    }
    assertThat(reports).as("reports").isEmpty();
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new Figures(length, seed, calls, tasks, cancels, endedByCancel, millis);
  }

  @Async
  private Coroutine<Void> main() throws Exception {
    long end = runningLoop().time() + length.toNanos();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(null);
      hire(i);
    }
    while (runningLoop().time() < end) {
      await(sleep(millis(random.nextInt(4))));
      Task<Void> victim = workers.get(random.nextInt(WORKERS));
      cancels++;
      victim.cancel();
      if (random.nextInt(8) == 0) {
        victim.cancel();
      }
      if (event.isSet()) {
        event.clear();
      } else {
        event.set();
      }
    }
    ending = true;
    for (Task<Void> worker : workers) {
      worker.cancel();
    }
    await(waitAll(workers));
    await(settled());
    await(check());
    return done();
  }

  /** Puts a worker in a place, and another when that one has been cancelled. */
  private void hire(int place) {
    tasks++;
    Task<Void> worker = createTask("worker " + place, this::work);
    workers.set(place, worker);
    worker.onDone(
        ended -> {
          if (!ended.isCancelled()) {
            ended.result();
          } else if (!ending) {
            endedByCancel++;
            hire(place);
          }
        });
  }

  @Async
  private Coroutine<Void> check() throws ReflectiveOperationException {
    assertThat(allTasks()).containsExactly(currentTask());
    assertThat(Insides.heldBy(runningLoop())).as("held by the loop").isEmpty();
    assertThat(Insides.waitersIn(this)).as("still waiting").isEmpty();
    assertThat(lock.isLocked()).isFalse();
    assertThat(inLock).isZero();
    assertThat(inSemaphore).isZero();
    assertThat(openGenerators).isZero();
    assertThat(sent).as("sent").isEqualTo(received + queue.size());
    assertThat(made).as("made").isEqualTo(used + stock);
    for (int i = 0; i < PERMITS; i++) {
      assertThat(semaphore.isLocked()).as("permits restored").isFalse();
      await(atOnce(semaphore.acquire()));
    }
    return done();
  }

  // What workers do

  @Async
  private Coroutine<Void> work() throws Exception {
    while (true) {
      await(something(2));
    }
  }

  /** Does one of everything, inside itself at most so deep. */
  @Async
  private Coroutine<Void> something(int depth) throws Exception {
    calls++;
    switch (random.nextInt(depth > 0 ? 17 : 9)) {
      case 0 -> await(sleep(pause()));
      case 1 -> await(yieldNow());
      case 2 -> await(locked());
      case 3 -> await(permitted());
      case 4 -> await(sending());
      case 5 -> await(receiving());
      case 6 -> await(making());
      case 7 -> await(using());
      case 8 -> await(limiter.acquire());
      case 9 -> await(limited(depth - 1));
      case 10 -> await(grouped(depth - 1));
      case 11 -> await(gather(List.of(something(depth - 1), sleep(pause()))));
      case 12 -> await(gatherSettled(List.of(something(depth - 1), something(depth - 1))));
      case 13 -> await(raced(depth - 1));
      case 14 -> await(iterated());
      case 15 -> await(shielded());
      default -> await(signalled());
    }
    return done();
  }

  private Duration pause() {
    return millis(random.nextInt(30));
  }

  @Async
  private Coroutine<Void> locked() {
    try (var permit = await(lock.acquire())) {
      assertThat(inLock++).as("others in the lock").isZero();
      try {
        await(sleep(millis(random.nextInt(3))));
      } finally {
        inLock--;
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> permitted() {
    try (var permit = await(semaphore.acquire())) {
      assertThat(inSemaphore++).as("others in the semaphore").isLessThan(PERMITS);
      try {
        await(sleep(millis(random.nextInt(5))));
      } finally {
        inSemaphore--;
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> sending() {
    await(queue.put(1));
    sent++;
    return done();
  }

  @Async
  private Coroutine<Void> receiving() {
    try {
      int item = await(waitFor(queue.get(), pause().plusMillis(1)));
      received += item;
    } catch (TimeoutException nothingCame) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> making() {
    try (var permit = await(condition.acquire())) {
      stock++;
      made++;
      condition.signal();
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> using() {
    try (var permit = await(condition.acquire());
        var limit = timeout(pause())) {
      await(condition.awaitUntil(() -> stock > 0));
      stock--;
      used++;
    } catch (TimeoutException nothingCame) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> limited(int depth) throws Exception {
    try (var limit = timeout(pause())) {
      await(something(depth));
    } catch (TimeoutException tooLate) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> grouped(int depth) {
    try (var group = taskGroup()) {
      tasks += 2;
      group.createTask(() -> something(depth));
      group.createTask(failingAtTimes());
      await(sleep(pause()));
    } catch (ExceptionGroup expected) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Void> failingAtTimes() {
    await(sleep(pause()));
    if (random.nextInt(3) == 0) {
      throw new IllegalStateException("fails at times");
    }
    return done();
  }

  @Async
  private Coroutine<Void> raced(int depth) throws Exception {
    tasks += 2;
    var one = createTask(something(depth));
    var other = createTask(sleep(pause()));
    try {
      await(waitAny(List.of(one, other)));
    } finally {
      one.cancel();
      other.cancel();
    }
    return done();
  }

  @Async
  private AsyncGenerator<Integer> numbers() {
    openGenerators++;
    try {
      for (int n = 0; n < 4; n++) {
        await(sleep(millis(random.nextInt(3))));
        emit(n);
      }
    } finally {
      try {
        await(yieldNow());
      } finally {
        openGenerators--;
      }
    }
    return end();
  }

  @Async
  private Coroutine<Void> iterated() {
    int last = random.nextInt(6);
    for (int n : each(buffer(2, merge(List.of(numbers(), numbers()))))) {
      if (n == last) {
        break;
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> shielded() {
    tasks++;
    var saved = createTask(sleep(millis(random.nextInt(5))));
    try {
      await(shield(saved));
    } finally {
      if (!saved.isDone()) {
        saved.cancel();
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> signalled() {
    try {
      await(waitFor(event, pause()));
    } catch (TimeoutException notSet) {
      await(yieldNow());
    }
    return done();
  }
}
