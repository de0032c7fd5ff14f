package dev.simmer.conformance;

import static dev.simmer.Simmer.*;

import dev.simmer.*;

/** Context variables: who sees which value. */
@SuppressWarnings("async")
final class Contexts extends Subject {
  private static final ContextVar<String> USER = ContextVar.of("user", "nobody");

  @Scenario("A35")
  @Async
  Coroutine<Void> taskSeesTheValuesOfItsCreator() {
    AsyncCallable<Void> child =
        () -> {
          log("child sees", USER.get());
          return done();
        };

    USER.set("ada");
    var task = createTask(child);
    USER.set("grace");
    await(task);
    log("main sees", USER.get());
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> whatATaskSetsStaysInIt() {
    AsyncCallable<Void> child =
        () -> {
          USER.set("child");
          await(sleep(seconds(1)));
          log("child sees", USER.get());
          return done();
        };

    var task = createTask(child);
    await(task);
    log("main sees", USER.get());
    return done();
  }

  @Async
  private Coroutine<Void> inner() {
    USER.set("inner");
    await(sleep(seconds(1)));
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> whatAnAwaitedCoroutineSetsIsSeen() {
    await(inner());
    log("main sees", USER.get());
    return done();
  }

  @Async
  private Coroutine<Void> child(String name, long millis) {
    USER.set(name);
    for (int times = 0; times < 2; times++) {
      await(sleep(millis(millis)));
      log(name, "sees", USER.get());
    }
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> interleavedTasksKeepTheirValuesApart() {
    await(gather(child("ada", 1000), child("grace", 1500)));
    log("main sees", USER.get());
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> callbacksSeeTheValuesOfTheirRegistration() {
    var loop = runningLoop();
    var future = new Promise<Void>();
    USER.set("ada");
    loop.callSoon(() -> log("call_soon sees", USER.get()));
    loop.callLater(seconds(1), () -> log("call_later sees", USER.get()));
    future.onDone(f -> log("callback sees", USER.get()));
    USER.set("grace");
    future.complete(null);
    await(sleep(seconds(2)));
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> whatACallbackSetsStaysInIt() {
    runningLoop()
        .callSoon(
            () -> {
              USER.set("callback");
              log("callback sees", USER.get());
            });
    await(turns(2));
    log("main sees", USER.get());
    return done();
  }

  @Scenario("A35")
  @Async
  Coroutine<Void> tokenTakesAValueBack() {
    var token = USER.set("ada");
    log("sees", USER.get());
    USER.reset(token);
    log("sees", USER.get());
    return done();
  }

  @Scenario({"A35", "A36"})
  @Async
  Coroutine<Void> childrenOfAGroupSeeTheValuesOfTheirCreation() {
    AsyncCallable<Void> child =
        () -> {
          log("child sees", USER.get());
          return done();
        };

    try (var group = taskGroup()) {
      USER.set("ada");
      group.createTask(child);
      USER.set("grace");
      group.createTask(child);
    }
    return done();
  }
}
