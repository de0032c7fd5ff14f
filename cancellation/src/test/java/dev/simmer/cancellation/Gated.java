package dev.simmer.cancellation;

import static dev.simmer.Simmer.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.Promise;
import java.util.ArrayList;
import java.util.List;

/** A world of promises, as many as calls ask for, all of which the event completes. */
class Gated extends World {
  interface Call {
    Awaitable<?> in(Gated world) throws Exception;
  }

  private final Call call;
  private final boolean cancelReachesGates;
  private final boolean failureWins;
  private final List<Promise<String>> gates = new ArrayList<>();
  private boolean happened;

  /** How many scopes of the calls have been entered and not left. */
  int open;

  private Gated(Call call, boolean cancelReachesGates, boolean failureWins) {
    this.call = call;
    this.cancelReachesGates = cancelReachesGates;
    this.failureWins = failureWins;
  }

  static Operation operation(String name, Call call, String... covers) {
    return Operation.of(name, () -> new Gated(call, true, false), covers);
  }

  /** An operation whose cancel must leave what it waits for alone. */
  static Operation sparing(String name, Call call, String... covers) {
    return Operation.of(name, () -> new Gated(call, false, false), covers);
  }

  /** An operation that leaves something behind on purpose, which goes on to the event. */
  static Operation goingOn(String name, Call call, String... covers) {
    return Operation.of(
        name,
        () ->
            new Gated(call, false, false) {
              @Override
              Coroutine<Void> abandoned() {
                return done();
              }
            },
        covers);
  }

  /** An operation whose failure, once it is on its way, wins over a cancel. */
  static Operation failing(String name, Call call, String... covers) {
    return Operation.of(name, () -> new Gated(call, true, true), covers);
  }

  @Override
  boolean isCancelOvertaken() {
    return failureWins;
  }

  /** Makes a promise of the event. */
  Promise<String> gate() {
    Promise<String> gate = new Promise<>();
    gates.add(gate);
    if (happened) {
      gate.complete("event");
    }
    return gate;
  }

  @Override
  Awaitable<?> call() throws Exception {
    return call.in(this);
  }

  @Override
  void happen() {
    happened = true;
    for (Promise<String> gate : gates) {
      gate.tryComplete("event");
    }
  }

  @Override
  Coroutine<Void> check() {
    assertThat(open).as("scopes entered and not left").isZero();
    if (!cancelReachesGates) {
      assertThat(gates).noneMatch(Promise::isCancelled);
    }
    return done();
  }
}
