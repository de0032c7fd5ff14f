package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;

/**
 * Async generators, async iteration, and resources that are closed with an await.
 *
 * <p>A loop over {@code each(...)} closes its generator, as Python's {@code aclosing} does.
 */
@SuppressWarnings("async")
final class Generators extends Subject {
  @Async
  private AsyncGenerator<Integer> numbers(int count, long seconds) {
    log("begins");
    try {
      for (int number = 1; number <= count; number++) {
        await(sleep(seconds(seconds)));
        log("emits", number);
        emit(number);
      }
    } finally {
      log("generator ends");
    }
    return end();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> generatorAndItsConsumerTakeTurns() {
    for (var number : each(numbers(3, 1))) {
      log("got", number);
      await(sleep(seconds(1)));
    }
    log("after");
    return done();
  }

  @Async
  private AsyncGenerator<Integer> atOnce() {
    emit(1);
    emit(2);
    return end();
  }

  @Scenario({"A104", "A1"})
  @Async
  Coroutine<Void> generatorThatDoesNotWaitTakesNoTurn() {
    ticks(1);
    for (var number : each(atOnce())) {
      log("got", number);
    }
    await(turns(1));
    return done();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> generatorRunsNothingUntilItIsAsked() {
    var source = numbers(1, 0);
    log("made");
    for (var number : each(source)) {
      log("got", number);
    }
    return done();
  }

  @Async
  private AsyncGenerator<Integer> withCleanup() {
    try {
      emit(1);
      log("never said");
      emit(2);
    } finally {
      log("cleans up");
      await(sleep(seconds(1)));
      log("is clean");
    }
    return end();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> leavingTheLoopEarlyRunsTheCleanupOfTheGenerator() {
    for (var number : each(withCleanup())) {
      log("got", number);
      break;
    }
    log("after");
    return done();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> failureInTheLoopRunsTheCleanupOfTheGenerator() {
    AsyncCallable<Void> main =
        () -> {
          for (var number : each(numbers(3, 0))) {
            throw new Boom("at " + number);
          }
          return done();
        };

    await(attempt("loop", async(main)));
    return done();
  }

  @Async
  private AsyncGenerator<Integer> failing() {
    emit(1);
    throw new Boom("generator");
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> failureInTheGeneratorComesOutOfTheLoop() {
    AsyncCallable<Void> main =
        () -> {
          for (var number : each(failing())) {
            log("got", number);
          }
          return done();
        };

    await(attempt("loop", async(main)));
    return done();
  }

  @Scenario({"A104", "A2"})
  @Async
  Coroutine<Void> cancelReachesTheGeneratorWhereItWaits() {
    AsyncCallable<Void> main =
        () -> {
          for (var number : each(numbers(3, 2))) {
            log("got", number);
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(3)));
    task.cancel("stop");
    await(attempt("task", task));
    return done();
  }

  @Async
  private AsyncGenerator<Integer> doubled(AsyncIterable<Integer> source) {
    for (var number : each(source)) {
      emit(2 * number);
    }
    return end();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> generatorsMayBeChained() {
    for (var number : each(doubled(numbers(2, 1)))) {
      log("got", number);
    }
    return done();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> closedGeneratorGivesNothingMore() {
    var source = numbers(2, 0);
    await(source.closeAsync());
    log("closed");
    for (var number : each(source)) {
      log("never said");
    }
    log("after");
    return done();
  }

  @Scenario("A104")
  @Async
  Coroutine<Void> generatorThatIsLeftOpenIsClosedWithTheLoop() {
    var source = numbers(2, 0);
    await(source.hasNext());
    log("got", source.next());
    log("main ends");
    return done();
  }

  /** What {@code asynccontextmanager} makes of a function, written out. */
  private record Resource(Generators log, String name) implements AsyncCloseable {
    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      await(sleep(seconds(1)));
      log.log(name, "closes");
      return done();
    }
  }

  @Async
  private Coroutine<Resource> resource(String name) {
    await(sleep(seconds(1)));
    log(name, "opens");
    return done(new Resource(this, name));
  }

  @Scenario("A54")
  @Async
  Coroutine<Void> resourcesCloseInReverseOrder() {
    try (var outer = await(resource("outer"))) {
      try (var inner = await(resource("inner"))) {
        log("body");
      }
    }
    log("after");
    return done();
  }

  @Scenario("A54")
  @Async
  Coroutine<Void> resourceClosesWhenTheBodyFails() {
    AsyncCallable<Void> main =
        () -> {
          try (var one = await(resource("one"))) {
            throw new Boom("body");
          }
        };

    await(attempt("block", async(main)));
    return done();
  }

  @Scenario({"A54", "A2"})
  @Async
  Coroutine<Void> resourceClosesWhenTheBodyIsCancelled() {
    AsyncCallable<Void> main =
        () -> {
          try (var one = await(resource("one"))) {
            await(sleep(seconds(9)));
          }
          return done();
        };

    var task = createTask(main);
    await(sleep(seconds(2)));
    task.cancel("stop");
    await(attempt("task", task));
    return done();
  }
}
