package dev.simmer.conformance;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.yieldNow;
import static java.util.Objects.requireNonNull;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.EventLoop;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import dev.simmer.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scenarios of one subject, and what they use: the twin of {@code harness.py}. */
@SuppressWarnings("async")
abstract class Subject {
  private final List<String> lines = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private @Nullable EventLoop loop;
  private long start;

  /** Adds a line: the time in seconds, and what is to be said. */
  final void log(Object... parts) {
    long now = requireNonNull(loop, "nothing runs yet").time() - start;
    lines.add(Text.of(now / 1e9) + " " + Text.joined(parts));
  }

  /** Logs what Python says where Simmer says {@code ours} instead, for the reason given. */
  final void logUnlike(String reason, String python, String ours, Object... parts) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a difference needs its reason");
    }
    if (Text.joined(parts).equals(ours)) {
      log(python);
    } else {
      log(parts);
    }
  }

  /** Logs the turns of the loop that follow, one tick in each. */
  final Task<Void> ticks(int count) {
    return createTask(
        () -> {
          for (int number = 1; number <= count; number++) {
            log("tick", number);
            await(yieldNow());
          }
          return done();
        });
  }

  /** Gives way for so many turns of the loop. */
  @Async
  final Coroutine<Void> turns(int count) {
    for (int turn = 0; turn < count; turn++) {
      await(yieldNow());
    }
    return done();
  }

  /** Logs how an await ends. */
  @Async
  final Coroutine<Void> attempt(String what, Awaitable<?> awaitable) {
    try {
      log(what, "gave", await(awaitable));
    } catch (Throwable e) {
      log(what, "raised", e);
    }
    return done();
  }

  /** Logs how a call ends. */
  final void attemptCall(String what, Callable<?> call) {
    try {
      log(what, "gave", call.call());
    } catch (Throwable e) {
      log(what, "raised", e);
    }
  }

  /** Logs how a call that yields nothing ends. */
  final void attemptRun(String what, Runnable call) {
    attemptCall(
        what,
        () -> {
          call.run();
          return null;
        });
  }

  /** Fails, where javac must not know that nothing follows. */
  static void throwBoom(String message) {
    throw new Boom(message);
  }

  final Set<String> names(Collection<? extends Task<?>> tasks) {
    return tasks.stream().map(Task::name).collect(Collectors.toSet());
  }

  /** Opens a loop on virtual time, whose clock the log shows. */
  final Runner runner(boolean eager) {
    Runner runner =
        new Runner(
            RunOptions.defaults()
                .debug(false)
                .virtualTime(true)
                .eagerTasks(eager)
                .onUncaught(event -> reports.add("reported " + Text.of(event.exception()))));
    loop = runner.loop();
    start = loop.time();
    return runner;
  }

  /** Returns the log; what was reported to the loop comes last. */
  final List<String> lines() {
    return Stream.concat(lines.stream(), reports.stream()).toList();
  }
}
