package dev.simmer.cancellation;

import static dev.simmer.Simmer.allTasks;
import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.currentTask;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.timeout;
import static dev.simmer.Simmer.waitAll;
import static dev.simmer.cancellation.World.EVENT;
import static dev.simmer.cancellation.World.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import dev.simmer.Insides;
import dev.simmer.RunOptions;
import dev.simmer.Runner;
import dev.simmer.Task;
import dev.simmer.Timeout;
import dev.simmer.UncaughtEvent;
import dev.simmer.cancellation.Case.Company;
import dev.simmer.cancellation.Case.How;
import dev.simmer.cancellation.Case.Moment;
import dev.simmer.cancellation.World.Serves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Plays one case in a world of its own, and fails unless everything is as before. */
final class Play {
  /** Nobody knows in which turn another thread has done its part. */
  private static final int FOREIGN_TURNS = 6;

  private final World world;
  private final Case played;
  private final List<Object> results = new ArrayList<>();
  private final List<UncaughtEvent> reports = new ArrayList<>();

  /** What waits beside the call; null where nothing does. */
  private @Nullable Task<?> other;

  /** What is cancelled, and ends as the call does. */
  private Task<?> task;

  private @Nullable Timeout scope;
  private boolean isAwaited;
  private boolean cancelled;
  private int turnsToStart;
  private int turnsToEnd;

  Play(World world, Case played) {
    this.world = world;
    this.played = played;
    world.calls = played.company() == Company.NOBODY ? 1 : 2;
  }

  void run() throws Exception {
    RunOptions plain =
        RunOptions.defaults().debug(false).virtualTime(true).onUncaught(reports::add);
    RunOptions options = played.seed() == null ? plain : plain.shuffle(played.seed());
    try (Runner runner = new Runner(options)) {
      runner.run(this::play);
      assertThat(runner.leftovers()).as("left over").isEmpty();
    }
    assertThat(reports).as("reports").isEmpty();
  }

  /** How many turns the calls took until they waited. */
  int turnsToStart() {
    return turnsToStart;
  }

  /** How many turns they took from the event on; a few where other threads take part. */
  int turnsToEnd() {
    return world.isForeign() ? FOREIGN_TURNS : turnsToEnd;
  }

  @Async
  private Coroutine<Void> play() throws Exception {
    await(world.setUp());
    long eventTime = runningLoop().time() + EVENT.toNanos();
    start();
    if (played.moment() == Moment.BEFORE_THE_EVENT && !world.isForeign()) {
      // Before the timers of the calls.
      runningLoop().callAt(eventTime, this::atTheEvent);
    }
    turnsToStart = await(settled());
    if (played.event()) {
      await(eventPasses(eventTime));
    }
    judge();
    await(end());
    await(world.dismiss());
    assertThat(Insides.heldBy(runningLoop())).as("held by the loop").isEmpty();
    assertThat(Insides.waitersIn(world)).as("still waiting").isEmpty();
    await(world.check());
    await(settled());
    assertThat(allTasks()).as("tasks").containsExactly(currentTask());
    return done();
  }

  @Async
  private Coroutine<Void> eventPasses(long eventTime) throws Exception {
    if (world.isForeign()) {
      // Time stands still while other threads are at work.
      runningLoop().callSoon(this::atTheEvent);
      await(settled());
      await(waitAll(ending()));
    } else {
      if (played.moment() != Moment.BEFORE_THE_EVENT) {
        runningLoop().callAt(eventTime, this::atTheEvent);
      }
      await(sleep(EVENT));
    }
    turnsToEnd = await(settled());
    return done();
  }

  // The call, and what happens to it

  private void start() throws Exception {
    if (played.company() == Company.SOMEBODY_BEFORE
        || played.company() == Company.SOMEBODY_WHO_IS_CANCELLED_TOO) {
      other = createTask("other", call());
    }
    task = startCall();
    if (played.company() == Company.SOMEBODY_AFTER) {
      other = createTask("other", call());
    }
    if (played.moment() == Moment.BEFORE_ITS_FIRST_STEP) {
      cancel();
    } else if (played.moment() == Moment.TURNS_AFTER_ITS_START) {
      runningLoop().callSoon(() -> inTurns(played.turn(), this::cancel));
    }
  }

  private Task<?> startCall() throws Exception {
    return switch (played.how()) {
      case ONCE, TWICE, AGAIN_A_TURN_LATER -> createTask("call", call());
      case BY_ITS_AWAITER -> createTask("awaiter", awaiter(createTask("call", call())));
      case BY_A_TIMEOUT -> createTask("call", limited(null));
      case BESIDE_A_TIMEOUT -> createTask("call", limited(EVENT));
    };
  }

  @Async
  private Coroutine<Void> call() throws Exception {
    results.add(await(world.call()));
    return done();
  }

  @Async
  private Coroutine<Void> limited(@Nullable Duration limit) throws Exception {
    try (var block = timeout(limit)) {
      scope = block;
      results.add(await(world.call()));
    }
    return done();
  }

  @Async
  private Coroutine<Void> awaiter(Task<Void> inner) {
    isAwaited = true;
    await(inner);
    return done();
  }

  private void atTheEvent() {
    if (played.moment() == Moment.BEFORE_THE_EVENT) {
      cancel();
    }
    happen();
    if (played.moment() == Moment.TURNS_AFTER_THE_EVENT) {
      inTurns(played.turn(), this::cancel);
    }
  }

  private void happen() {
    try {
      world.happen();
    } catch (Exception e) {
      throw new AssertionError("the event failed", e);
    }
  }

  private static void inTurns(int turns, Runnable action) {
    if (turns == 0) {
      action.run();
    } else {
      runningLoop().callSoon(() -> inTurns(turns - 1, action));
    }
  }

  private void cancel() {
    if (!canBeCancelledYet()) {
      runningLoop().callSoon(this::cancel);
      return;
    }
    if (played.company() == Company.SOMEBODY_WHO_IS_CANCELLED_TOO) {
      other.cancel();
    }
    if (played.how() == How.BY_A_TIMEOUT) {
      cancelled = !task.isDone();
      if (cancelled) {
        scope.reschedule(Duration.ZERO);
      }
      return;
    }
    cancelled = task.cancel();
    if (played.how() == How.TWICE) {
      task.cancel();
    } else if (played.how() == How.AGAIN_A_TURN_LATER) {
      runningLoop().callSoon(task::cancel);
    }
  }

  /** Says whether there is a timeout block yet, or somebody who awaits the call's own task. */
  private boolean canBeCancelledYet() {
    return switch (played.how()) {
      case BY_A_TIMEOUT -> scope != null;
      case BY_ITS_AWAITER -> isAwaited;
      default -> true;
    };
  }

  /** Those that end without another event. */
  private List<Task<?>> ending() {
    List<Task<?>> ending = new ArrayList<>(List.of(task));
    if (other != null && world.serves() == Serves.EACH) {
      ending.add(other);
    }
    return ending;
  }

  // What must hold

  private void judge() {
    if (played.moment() == Moment.NEVER) {
      assertThat(task.isDone() || isOtherServed()).as("somebody was served").isTrue();
    } else {
      assertThat(task.isDone()).as("the call has ended").isTrue();
    }
    if (task.isDone()) {
      judgeCall();
    }
    if (played.event()) {
      judgeEvent();
    }
  }

  private void judgeCall() {
    if (played.isByTimeout() && cancelled) {
      assertThat(isServed() || isTimedOut() || isCancelledTogether())
          .as("%s timed out or was served", task)
          .isTrue();
    } else if (cancelled) {
      assertThat(task.isCancelled() || world.isCancelOvertaken())
          .as("%s was cancelled", task)
          .isTrue();
    } else {
      boolean mayTimeOut = played.how() == How.BESIDE_A_TIMEOUT && isTimedOut();
      assertThat(isServed() || mayTimeOut)
          .as("%s, not cancelled, got what it waited for", task)
          .isTrue();
    }
  }

  private void judgeEvent() {
    Serves serves = world.serves();
    boolean otherWaits = other != null && !other.isDone();
    boolean otherIsToLive =
        played.company() == Company.SOMEBODY_BEFORE || played.company() == Company.SOMEBODY_AFTER;
    if (otherIsToLive && serves != Serves.EACH_UNLESS_CANCELLED_TOGETHER) {
      assertThat(otherWaits || isOtherServed()).as("the other goes on").isTrue();
    }
    if (serves == Serves.ONE || serves == Serves.ONE_AT_LEAST) {
      assertThat(otherWaits && results.isEmpty()).as("nobody got it").isFalse();
      assertThat(serves == Serves.ONE && results.size() > 1).as("both got it").isFalse();
    } else {
      assertThat(otherWaits).as("the other still waits").isFalse();
    }
  }

  private boolean isServed() {
    return !task.isCancelled() && task.exception() == null;
  }

  private boolean isOtherServed() {
    return other != null && other.isDone() && !other.isCancelled() && other.exception() == null;
  }

  private boolean isTimedOut() {
    return !task.isCancelled() && task.exception() instanceof TimeoutException;
  }

  /** Says whether the cancel of the other may have cancelled the call as well. */
  private boolean isCancelledTogether() {
    return world.serves() == Serves.EACH_UNLESS_CANCELLED_TOGETHER
        && played.company() == Company.SOMEBODY_WHO_IS_CANCELLED_TOO;
  }

  /** Ends whoever still waits, lets the event happen that has not, and gives everything back. */
  @Async
  private Coroutine<Void> end() throws Exception {
    task.cancel();
    if (other != null) {
      other.cancel();
    }
    await(settled());
    if (!played.event()) {
      assertThat(Insides.heldBy(runningLoop())).as("held by the loop before the event").isEmpty();
      await(world.abandoned());
      await(sleep(EVENT));
      happen();
    }
    await(settled());
    world.served = results.size();
    for (Object result : results) {
      world.giveBack(result);
    }
    await(settled());
    return done();
  }
}
