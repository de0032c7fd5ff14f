package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a program that {@code programs.py} made, step by step as it does. */
@SuppressWarnings("async")
final class Program {
  private final List<String> lines = new ArrayList<>();
  private final AsyncLock lock = new AsyncLock();
  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);
  private final AsyncLock lockOfTheCondition = new AsyncLock();
  private final AsyncCondition condition = new AsyncCondition(lockOfTheCondition);
  private final AsyncEvent event = new AsyncEvent();
  private final AsyncBarrier barrier = new AsyncBarrier(2);
  private final List<AsyncQueue<Object>> queues = List.of(new AsyncQueue<>(1), new AsyncQueue<>());
  private final List<Promise<Object>> futures = new ArrayList<>();
  private final List<Task<?>> tasks = new ArrayList<>();
  private final EventLoop loop;
  private final long start;
  private boolean ended;

  /** A step: what it does, a number or two, and the bodies that it runs. */
  private record Step(List<Object> words) {
    String kind() {
      return (String) words.get(0);
    }

    int number(int index) {
      return (Integer) words.get(index);
    }

    List<Step> body(int index) {
      return steps(words.get(index));
    }

    List<List<Step>> bodiesFrom(int index) {
      return words.subList(index, words.size()).stream().map(Step::steps).toList();
    }

    @SuppressWarnings("unchecked")
    static List<Step> steps(Object words) {
      return ((List<List<Object>>) words).stream().map(Step::new).toList();
    }
  }

  private Program(EventLoop loop) {
    this.loop = loop;
    this.start = loop.time();
  }

  /** Runs a program and returns what it logs. */
  static List<String> log(String source) {
    StringTokenizer words = new StringTokenizer(source, "() ", true);
    words.nextToken();
    var bodies = parse(words).stream().map(Step::steps).toList();
    var options = RunOptions.defaults().debug(false).virtualTime(true).onUncaught(event -> {});
    Runner runner = new Runner(options);
    var program = new Program(runner.loop());
    try (runner) {
      runner.run(() -> program.main(bodies));
    } catch (IllegalStateException e) {
      if (!program.ended) {
        throw e;
      }
      // A wait for a condition cannot be cancelled while its lock is held, here for ever.
    }
    return program.lines;
  }

  private static List<Object> parse(StringTokenizer words) {
    List<Object> list = new ArrayList<>();
    while (true) {
      String word = words.nextToken();
      if (word.equals("(")) {
        list.add(parse(words));
      } else if (word.equals(")")) {
        return list;
      } else if (!word.isBlank()) {
        list.add(Character.isDigit(word.charAt(0)) ? (Object) Integer.valueOf(word) : word);
      }
    }
  }

  private void log(@Nullable Object... parts) {
    if (!ended) {
      lines.add((loop.time() - start) / 1000 + " " + Text.joined(parts));
    }
  }

  @Async
  private Coroutine<Void> main(List<List<Step>> bodies) {
    futures.add(new Promise<>());
    futures.add(new Promise<>());
    for (var body : bodies) {
      int number = tasks.size();
      var task = createTask(child("t" + number, body));
      task.onDone(t -> log("done", number, t));
      tasks.add(task);
    }
    await(sleep(seconds(50)));
    logState();
    for (int times = 0; times < 10; times++) {
      for (var task : allTasks()) {
        if (task != currentTask()) {
          task.cancel();
        }
      }
      await(sleep(seconds(10)));
    }
    logState();
    ended = true;
    return done();
  }

  private void logState() {
    log(
        "locked",
        List.of(lock.isLocked(), semaphore.isLocked(), lockOfTheCondition.isLocked()),
        "items",
        queues.stream().map(AsyncQueue::size).toList());
  }

  @Async
  private Coroutine<Void> child(String who, List<Step> body) {
    try {
      await(run(who, body));
    } catch (Throwable e) {
      log(who, "raised", e);
      throw e;
    }
    log(who, "ends");
    return done();
  }

  @Async
  private Coroutine<Void> run(String who, List<Step> body) {
    for (var step : body) {
      await(step(who, step));
    }
    return done();
  }

  @Async
  private Coroutine<Void> step(String who, Step step) {
    switch (step.kind()) {
      case "sleep" -> {
        await(sleep(seconds(step.number(1))));
        log(who, "slept", step.number(1));
      }
      case "yield" -> {
        await(yieldNow());
        log(who, "yielded", step.number(1));
      }
      case "log" -> log(who, "at", step.number(1), "cancelling", currentTask().cancelling());
      case "raise" -> throw new Boom(String.valueOf(step.number(1)));
      case "cancel" -> log(who, "cancels", step.number(1), tasks.get(step.number(1)).cancel());
      case "uncancel" -> log(who, "uncancel", currentTask().uncancel());
      case "join" -> log(who, "joined", await(tasks.get(step.number(1))));
      case "join-shielded" -> log(who, "joined", await(shield(tasks.get(step.number(1)))));
      case "spawn" -> createTask(child(who + "." + step.number(1), step.body(2)));
      case "swallow" -> {
        try {
          await(run(who, step.body(2)));
        } catch (CancelledError e) {
          log(who, "swallowed at", step.number(1));
        } catch (Boom e) {
          log(who, "caught", e);
        }
      }
      case "finally" -> {
        try {
          await(run(who, step.body(2)));
        } finally {
          log(who, "cleans up", step.number(1));
          await(run(who, step.body(3)));
        }
      }
      case "group", "gather", "timeout", "wait-for" -> await(scope(who, step));
      case "lock", "semaphore", "condition" -> {
        try (var held = await(acquire(step.kind()))) {
          log(who, step.kind(), step.number(1));
          await(run(who, step.body(2)));
        }
        log(who, "left", step.number(1));
      }
      default -> await(primitive(who, step));
    }
    return done();
  }

  private Coroutine<Permit> acquire(String kind) {
    return switch (kind) {
      case "lock" -> lock.acquire();
      case "semaphore" -> semaphore.acquire();
      default -> condition.acquire();
    };
  }

  @Async
  private Coroutine<Void> scope(String who, Step step) {
    switch (step.kind()) {
      case "group" -> {
        try (var group = taskGroup()) {
          int index = 0;
          for (var each : step.bodiesFrom(3)) {
            group.createTask(child(who + "." + step.number(1) + "." + index++, each));
          }
          await(run(who, step.body(2)));
        } catch (ExceptionGroup e) {
          log(who, e);
        }
      }
      case "gather" -> {
        var all = new ArrayList<Coroutine<Void>>();
        for (var each : step.bodiesFrom(2)) {
          all.add(child(who + ".g" + all.size(), each));
        }
        log(who, "gathered", step.number(1) == 1 ? await(gatherSettled(all)) : await(gather(all)));
      }
      case "timeout" -> {
        try (var limit = timeout(micros(step.number(1)))) {
          await(run(who, step.body(2)));
        } catch (TimeoutException e) {
          log(who, e);
        }
      }
      default -> {
        try {
          await(waitFor(run(who, step.body(2)), micros(step.number(1))));
        } catch (TimeoutException e) {
          log(who, e);
        }
      }
    }
    log(who, "after", step.kind(), "cancelling", currentTask().cancelling());
    return done();
  }

  private static Duration micros(long count) {
    return Duration.ofNanos(count * 1000);
  }

  private Coroutine<Integer> arrive() {
    try {
      return barrier.arrive();
    } catch (BrokenBarrierException e) {
      throw new AssertionError("only awaiting it could have thrown this", e);
    }
  }

  @Async
  private Coroutine<Void> primitive(String who, Step step) {
    switch (step.kind()) {
      case "event-wait" -> {
        await(event);
        log(who, "event");
      }
      case "event-set" -> event.set();
      case "event-clear" -> event.clear();
      case "put" -> {
        await(queues.get(step.number(1)).put(step.number(2)));
        log(who, "put", step.number(2));
      }
      case "get" -> log(who, "got", await(queues.get(step.number(1)).get()));
      case "offer" ->
          log(who, "offered", step.number(2), queues.get(step.number(1)).offer(step.number(2)));
      case "poll" -> log(who, "polled", queues.get(step.number(1)).poll());
      case "future-wait" -> log(who, "future", await(futures.get(step.number(1))));
      case "future-set" -> futures.get(step.number(1)).tryComplete(step.number(2));
      case "future-fail" ->
          futures.get(step.number(1)).tryFail(new Boom(String.valueOf(step.number(2))));
      case "future-cancel" -> log(who, "cancels the future", futures.get(step.number(1)).cancel());
      case "barrier" -> log(who, "passed as", await(arrive()));
      case "wait" -> {
        await(condition.awaitSignal());
        log(who, "woken");
      }
      case "notify" -> {
        if (lockOfTheCondition.isLocked()) {
          condition.signal(step.number(1));
        }
      }
      case "locked" -> logState();
      default -> throw new AssertionError(step);
    }
    return done();
  }
}
