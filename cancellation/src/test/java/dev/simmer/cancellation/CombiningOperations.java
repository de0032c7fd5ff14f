package dev.simmer.cancellation;

import static dev.simmer.Simmer.asCompleted;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.each;
import static dev.simmer.Simmer.gather;
import static dev.simmer.Simmer.gatherSettled;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.shield;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.staggeredRace;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.Simmer.waitAny;
import static dev.simmer.Simmer.waitFirstException;
import static dev.simmer.cancellation.WaitingOperations.passing;
import static dev.simmer.cancellation.World.EVENT;

import dev.simmer.Async;
import dev.simmer.AsyncCallable;
import dev.simmer.AsyncIterable;
import dev.simmer.AsyncIterator;
import dev.simmer.Coroutine;
import dev.simmer.Deferred;
import dev.simmer.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waiting for several things. */
final class CombiningOperations {
  private static final List<Integer> TWO = List.of(1, 2);

  private CombiningOperations() {}

  static List<Operation> all() {
    return List.of(
        Gated.operation(
            "gather, several",
            world -> gather(world.gate(), passing(world)),
            "Simmer.gather(Awaitable[])"),
        Gated.operation(
            "gather, list",
            world -> gather(List.of(passing(world), sleep(EVENT))),
            "Simmer.gather(Collection)"),
        Gated.operation(
            "gather, inputs",
            world -> gather(TWO, n -> passing(world)),
            "Simmer.gather(Collection,AsyncFunction)"),
        // As in asyncio: the gather has taken the cancel, and a child's failure ends it first.
        Gated.failing("gather, one fails", world -> failing(world)),
        Gated.operation(
            "gather 2",
            world -> gather(world.gate(), passing(world), (a, b) -> a + b),
            "Simmer.gather(Awaitable,Awaitable,BiFunction)"),
        Gated.operation(
            "gather 3",
            world -> gather(world.gate(), passing(world), passing(world), (a, b, c) -> a + b + c),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Function3)"),
        Gated.operation(
            "gather 4",
            world ->
                gather(
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    passing(world),
                    (a, b, c, d) -> a + d),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Awaitable,Function4)"),
        Gated.operation(
            "gather 5",
            world ->
                gather(
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    passing(world),
                    (a, b, c, d, e) -> a + e),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Function5)"),
        Gated.operation(
            "gather 6",
            world ->
                gather(
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    passing(world),
                    (a, b, c, d, e, f) -> a + f),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Function6)"),
        Gated.operation(
            "gather 7",
            world ->
                gather(
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    passing(world),
                    (a, b, c, d, e, f, g) -> a + g),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,"
                + "Function7)"),
        Gated.operation(
            "gather 8",
            world ->
                gather(
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    world.gate(),
                    passing(world),
                    (a, b, c, d, e, f, g, h) -> a + h),
            "Simmer.gather(Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,Awaitable,"
                + "Awaitable,Function8)"),
        Gated.operation(
            "gatherSettled, several",
            world -> gatherSettled(world.gate(), passing(world)),
            "Simmer.gatherSettled(Awaitable[])"),
        Gated.operation(
            "gatherSettled, list",
            world -> gatherSettled(List.of(world.gate(), sleep(EVENT))),
            "Simmer.gatherSettled(Collection)"),
        Gated.operation(
            "gatherSettled, inputs",
            world -> gatherSettled(TWO, n -> passing(world)),
            "Simmer.gatherSettled(Collection,AsyncFunction)"),
        Gated.operation(
            "staggeredRace, one starts",
            world -> staggeredRace(seconds(100), () -> passing(world), () -> passing(world)),
            "Simmer.staggeredRace(Duration,AsyncCallable[])"),
        Gated.operation(
            "staggeredRace, two start",
            world -> {
              AsyncCallable<String> contestant = () -> passing(world);
              return staggeredRace(Duration.ZERO, List.of(contestant, contestant));
            },
            "Simmer.staggeredRace(Duration,Collection)"),
        Gated.sparing(
            "waitAll",
            world -> waitAll(List.of(world.gate(), world.gate())),
            "Simmer.waitAll(Collection)"),
        Gated.sparing(
            "waitAll, for a time",
            world -> waitAll(List.of(world.gate(), world.gate()), seconds(1)),
            "Simmer.waitAll(Collection,Duration)"),
        Gated.sparing(
            "waitAll, too short a time",
            world -> waitAll(List.of(world.gate(), new Promise<>()), EVENT)),
        Gated.sparing(
            "waitAny",
            world -> waitAny(List.of(world.gate(), new Promise<>())),
            "Simmer.waitAny(Collection)"),
        Gated.sparing(
            "waitAny, for a time",
            world -> waitAny(List.of(world.gate(), world.gate()), seconds(1)),
            "Simmer.waitAny(Collection,Duration)"),
        Gated.sparing(
            "waitFirstException",
            world -> waitFirstException(List.of(world.gate(), world.gate())),
            "Simmer.waitFirstException(Collection)"),
        Gated.sparing(
            "waitFirstException, for a time",
            world -> waitFirstException(List.of(world.gate(), world.gate()), seconds(1)),
            "Simmer.waitFirstException(Collection,Duration)"),
        Gated.goingOn(
            "asCompleted",
            world -> all(asCompleted(List.of(world.gate(), world.gate()))),
            "Simmer.asCompleted(Collection)"),
        Gated.goingOn(
            "asCompleted, for a time",
            world -> all(asCompleted(List.of(world.gate(), world.gate()), seconds(1))),
            "Simmer.asCompleted(Collection,Duration)"),
        Gated.goingOn(
            "asCompleted, too short a time",
            world -> all(asCompleted(List.of(world.gate(), new Promise<>()), EVENT))),
        Gated.operation(
            "asCompleted, inputs",
            world -> firstOf(world),
            "Simmer.asCompleted(Collection,AsyncFunction)"),
        Operation.of("asCompleted, shared", SharedIteration::new, "AsyncIterator.hasNext()"),
        Gated.sparing("shield, promise", world -> shield(world.gate()), "Simmer.shield(Awaitable)"),
        Gated.goingOn("shield, coroutine", world -> shield(passing(world))),
        Gated.sparing(
            "shield in a gather", world -> gather(shield(world.gate()), shield(world.gate()))));
  }

  @Async
  private static Coroutine<String> failing(Gated world) {
    try {
      await(gather(List.of(failingAtTheEvent(world), passing(world))));
      return done("nothing failed");
    } catch (IllegalStateException failure) {
      return done("failed");
    }
  }

  @Async
  private static Coroutine<String> failingAtTheEvent(Gated world) {
    await(world.gate());
    throw new IllegalStateException("at the event");
  }

  @Async
  private static <D extends Deferred<?>> Coroutine<Integer> all(AsyncIterable<D> iteration) {
    int ended = 0;
    try {
      for (D each : each(iteration)) {
        ended++;
      }
    } catch (Exception tooLate) {
      ended = -1;
    }
    return done(ended);
  }

  /** Leaves the iteration after the first; the other task is awaited, for it goes on. */
  @Async
  private static Coroutine<String> firstOf(Gated world) {
    var iteration = asCompleted(TWO, n -> passing(world)).asyncIterator();
    try {
      await(iteration.hasNext());
      String first = iteration.next().result();
      return done(first);
    } finally {
      world.happen();
    }
  }

  /** An iteration that all take from; the event ends one of those it is over. */
  private static final class SharedIteration extends World {
    private final List<Promise<String>> promises = new ArrayList<>();
    private AsyncIterator<Promise<String>> iteration;

    @Override
    Serves serves() {
      return Serves.ONE;
    }

    @Override
    Coroutine<Void> setUp() {
      promises.add(new Promise<>());
      promises.add(new Promise<>());
      iteration = asCompleted(promises).asyncIterator();
      return done();
    }

    @Override
    @Async
    Coroutine<Deferred<?>> call() {
      await(iteration.hasNext());
      return done(iteration.next());
    }

    @Override
    void happen() {
      promises.get(0).complete("event");
    }

    /** The iteration goes on, whoever took part in it. */
    @Override
    Coroutine<Void> abandoned() {
      return done();
    }

    @Override
    Coroutine<Void> dismiss() {
      promises.get(1).complete("the other");
      return done();
    }

    @Override
    @Async
    Coroutine<Void> check() {
      await(settled());
      if (served == 0) {
        await(atOnce(iteration.hasNext()));
        iteration.next();
      }
      boolean more = await(atOnce(iteration.hasNext()));
      iteration.next();
      boolean evenMore = await(atOnce(iteration.hasNext()));
      if (!more || evenMore) {
        throw new AssertionError("the iteration has lost count");
      }
      return done();
    }
  }
}
