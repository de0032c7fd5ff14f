package dev.simmer.cancellation;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.millis;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Awaitable;
import dev.simmer.Coroutine;
import dev.simmer.Insides;
import dev.simmer.Task;
import java.time.Duration;

/**
 * What an operation is called on, made anew for every case inside its loop. The same event happens
 * once in every case, at the latest when nobody waits any more.
 */
abstract class World {
  /** When the event happens, and when those end that only wait for time to pass. */
  static final Duration EVENT = millis(10);

  /** Whom the event serves, of those that wait and are not cancelled. */
  enum Serves {
    /** Exactly one: what a cancelled one was to have goes to another. */
    ONE,
    /** One at least: waking up without a reason is allowed. */
    ONE_AT_LEAST,
    EACH,
    /** A cancel of one reaches what all of them wait for, and so ends all of them. */
    EACH_UNLESS_CANCELLED_TOGETHER
  }

  /** How many calls are made in this case; set before anything else. */
  int calls;

  /** How many calls got what they waited for; set before {@link #check}. */
  int served;

  Serves serves() {
    return Serves.EACH;
  }

  /** Says whether other threads take part, as the loop sees it: virtual time stands still then. */
  boolean isForeign() {
    return false;
  }

  /**
   * Says whether a cancel that comes after the event may be too late, though the call has not
   * ended.
   */
  boolean isCancelOvertaken() {
    return false;
  }

  /** Gets everything ready for calls that have to wait. */
  Coroutine<Void> setUp() throws Exception {
    return done();
  }

  /** Makes the call under test. */
  abstract Awaitable<?> call() throws Exception;

  /** Lets the event happen; does nothing where time passing is the event. */
  void happen() throws Exception {}

  /** Gives back what a call took and has to give back, such as a permit. */
  void giveBack(Object result) {}

  /**
   * Fails unless what the calls had begun has ended with them, though the event has not happened:
   * nobody waits any more.
   */
  Coroutine<Void> abandoned() throws Exception {
    assertThat(Insides.waitersIn(this)).as("still waiting before the event").isEmpty();
    return done();
  }

  /** Sends away whoever the event brought in, before it is looked whether anybody still waits. */
  Coroutine<Void> dismiss() throws Exception {
    return done();
  }

  /**
   * Fails unless nothing is lost: the event has happened once, everything is given back, and nobody
   * waits.
   */
  Coroutine<Void> check() throws Exception {
    return done();
  }

  /** Awaits something that must need no event and no time. */
  @Async
  static <T> Coroutine<T> atOnce(Coroutine<T> free) {
    Task<T> task = createTask(free);
    await(settled());
    assertThat(task.isDone()).as("a call that need not wait has ended").isTrue();
    return done(task.result());
  }

  /** Gives way until nothing else can run before time passes; returns how many turns it took. */
  @Async
  static Coroutine<Integer> settled() {
    int turns = 0;
    do {
      await(yieldNow());
      assertThat(++turns).as("turns until nothing is ready any more").isLessThan(1000);
    } while (!Insides.isQuiet(runningLoop()));
    return done(turns);
  }
}
