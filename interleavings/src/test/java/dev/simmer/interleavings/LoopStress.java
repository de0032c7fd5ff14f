package dev.simmer.interleavings;

import static dev.simmer.Simmer.async;
import static dev.simmer.Simmer.deferred;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runIn;
import static dev.simmer.Simmer.seconds;
import static dev.simmer.Simmer.waitFor;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.simmer.AsyncEvent;
import dev.simmer.Awaitable;
import dev.simmer.Runner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A whole loop and one other thread; a wake-up that is lost shows as {@link #LOST}.
 *
 * <p>A loop that was not woken wakes for its timer and finds then what it missed, in time before
 * the timer counts. So what took long was lost, whatever came of it.
 */
public class LoopStress {
  private static final int LOST = -1;
  private static final int NOTHING = 0;
  private static final Duration LONGEST = seconds(2);
  private static final int LONGEST_MOMENT = 14;

  private LoopStress() {}

  /** Something in a plain field, to be seen by the other thread. */
  private static final class Box {
    private int value;

    static Box full() {
      Box box = new Box();
      box.value = 42;
      return box;
    }
  }

  /** Awaits something on a loop of its own, and says what is in the box then, if there is one. */
  private static int valueAfter(Runner runner, Supplier<Awaitable<Box>> awaited) {
    long begun = System.nanoTime();
    try (runner) {
      Box box = runner.run(() -> waitFor(awaited.get(), LONGEST));
      return tookLong(begun) ? LOST : box == null ? NOTHING : box.value;
    } catch (TimeoutException e) {
      return LOST;
    }
  }

  private static boolean tookLong(long begun) {
    return System.nanoTime() - begun > LONGEST.toNanos() / 2;
  }

  /**
   * Waits for nothing, for as long as a loop takes to fall asleep, or for anything between, on
   * whatever machine and however compiled: a moment of each length is as likely as one of twice
   * that.
   */
  private static void aMoment() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = random.nextInt(1 << random.nextInt(LONGEST_MOMENT)); i > 0; i--) {
      Thread.onSpinWait();
    }
  }

  /** A post wakes the loop, and brings what its thread wrote before. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Posted and run.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or without what belongs to it.")
  @State
  public static class Posted {
    private final Runner runner = new Runner();
    private final AsyncEvent end = new AsyncEvent();
    private Box box;
    private volatile boolean begun;

    @Actor
    public void loop(I_Result result) {
      long start = System.nanoTime();
      try (runner) {
        runner.run(
            () -> {
              begun = true;
              return waitFor(end, LONGEST);
            });
        result.r1 = tookLong(start) ? LOST : box.value;
      } catch (TimeoutException e) {
        result.r1 = LOST;
      }
    }

    @Actor
    public void sender() {
      while (!begun) {
        Thread.onSpinWait();
      }
      aMoment();
      Box full = Box.full();
      runner
          .loop()
          .post(
              () -> {
                box = full;
                end.set();
              });
    }
  }

  /** A submitted coroutine brings what its thread wrote, and its result comes back. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Submitted, run, and handed back.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or without what belongs to it.")
  @State
  public static class Submitted {
    private final Runner runner = new Runner();
    private final AsyncEvent end = new AsyncEvent();

    @Actor
    public void loop() {
      try (runner) {
        runner.run(() -> waitFor(end, LONGEST));
      } catch (TimeoutException e) {
        // Who waits for the result has given up before.
      }
    }

    @Actor
    public void sender(I_Result result) {
      Box full = Box.full();
      try {
        result.r1 =
            runner
                .loop()
                .submit(async(() -> done(full.value)))
                .get(LONGEST.toMillis() / 2, TimeUnit.MILLISECONDS);
        runner.loop().post(end::set);
      } catch (TimeoutException e) {
        result.r1 = LOST;
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A stage that is completed wakes the loop, and brings its value. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Completed and seen.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or without what belongs to it.")
  @State
  public static class Completed {
    private final Runner runner = new Runner();
    private final CompletableFuture<Box> stage = new CompletableFuture<>();
    private volatile boolean begun;

    @Actor
    public void loop(I_Result result) {
      result.r1 =
          valueAfter(
              runner,
              () -> {
                begun = true;
                return deferred(stage);
              });
    }

    @Actor
    public void sender() {
      while (!begun) {
        Thread.onSpinWait();
      }
      aMoment();
      stage.complete(Box.full());
    }
  }

  /** Work that another thread does wakes the loop, and brings its result, however soon it ends. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "Done and seen.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or without what belongs to it.")
  @State
  public static class Worked {
    private final Runner runner = new Runner();
    private volatile Runnable work;

    @Actor
    public void loop(I_Result result) {
      result.r1 = valueAfter(runner, () -> runIn(given -> work = given, Box::full));
    }

    @Actor
    public void worker() {
      while (work == null) {
        Thread.onSpinWait();
      }
      aMoment();
      work.run();
    }
  }
}
