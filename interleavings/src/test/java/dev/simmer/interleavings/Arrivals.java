package dev.simmer.interleavings;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.createTask;
import static dev.simmer.Simmer.deferred;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runIn;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.sleep;
import static dev.simmer.Simmer.yieldNow;

import dev.simmer.Async;
import dev.simmer.CancelledError;
import dev.simmer.Coroutine;
import dev.simmer.RunOptions;
import dev.simmer.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the loop waits for and other threads bring: stages, and work handed to them. */
final class Arrivals {
  private Arrivals() {}

  /** A stage that another thread completes resumes who awaits it, with what that thread wrote. */
  static final class AwaitedStage extends Scenario {
    private final CompletableFuture<int[]> stage = new CompletableFuture<>();
    private int @Nullable [] box;

    @Override
    @Async
    Coroutine<Void> main() {
      other(() -> stage.complete(new int[] {42}));
      box = await(stage);
      return done();
    }

    @Override
    void check() {
      require(box != null && box[0] == 42, "the stage's value is there");
    }
  }

  /** The same for a stage that was adapted. */
  static final class DeferredStage extends Scenario {
    private final CompletableFuture<int[]> stage = new CompletableFuture<>();
    private int @Nullable [] box;

    @Override
    @Async
    Coroutine<Void> main() {
      other(() -> stage.complete(new int[] {42}));
      box = await(deferred(stage));
      return done();
    }

    @Override
    void check() {
      require(box != null && box[0] == 42, "the stage's value is there");
    }
  }

  /** A task that is cancelled while its stage completes ends one way or the other, once. */
  static final class CancelledStage extends Scenario {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private int values;
    private int cancels;

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> task = createTask(awaits());
      await(yieldNow());
      other(() -> stage.complete(42));
      await(yieldNow());
      task.cancel();
      try {
        await(task);
        values++;
      } catch (CancelledError e) {
        cancels++;
      }
      return done();
    }

    @Async
    private Coroutine<Void> awaits() {
      await(stage);
      return done();
    }

    @Override
    void check() {
      require(values + cancels == 1, "the task ended once");
      require(stage.isDone(), "the stage is complete or cancelled");
      require(leftovers.isEmpty(), "nothing is left over");
    }
  }

  /** Work on another thread hands its result to the loop, however soon it ends. */
  static final class ToThread extends Scenario {
    private int runs;
    private int @Nullable [] box;

    @Override
    @Async
    Coroutine<Void> main() {
      box =
          await(
              runIn(
                  this::other,
                  () -> {
                    runs++;
                    return new int[] {42};
                  }));
      return done();
    }

    @Override
    void check() {
      require(runs == 1 && box != null && box[0] == 42, "the result of the one run is handed back");
    }
  }

  /** The interrupt of a cancel stays with the work it was meant for. */
  static final class CancelledWork extends Scenario {
    private boolean cancelled;
    private boolean leaked;

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Integer> task =
          createTask(
              runIn(
                  work ->
                      other(
                          () -> {
                            work.run();
                            leaked = Thread.currentThread().isInterrupted();
                          }),
                  () -> 42));
      await(yieldNow());
      task.cancel();
      try {
        await(task);
      } catch (CancelledError e) {
        cancelled = true;
      }
      return done();
    }

    @Override
    void check() {
      require(!leaked, "the thread is not interrupted after the work");
      require(cancelled, "a cancel before the result is one");
      require(leftovers.isEmpty(), "nothing is left over");
    }
  }

  /** Virtual time stands still for work on another thread, and goes on after it. */
  static final class VirtualTime extends Scenario {
    private final List<String> log = new ArrayList<>();

    @Override
    RunOptions options() {
      return RunOptions.defaults().virtualTime(true);
    }

    @Override
    @Async
    Coroutine<Void> main() {
      Task<Void> timer = createTask(timer());
      await(runIn(this::other, () -> 42));
      log.add("work");
      await(timer);
      return done();
    }

    @Async
    private Coroutine<Void> timer() {
      await(sleep(seconds(1)));
      log.add("timer");
      return done();
    }

    @Override
    void check() {
      require(log.equals(List.of("work", "timer")), "the timer waits for the work");
    }
  }
}
