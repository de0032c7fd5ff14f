package dev.simmer.testing;

import dev.simmer.AsyncBody;
import dev.simmer.Runner;
import dev.simmer.UncaughtEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one test on one loop: what sets up, the test itself, what tears down.
 *
 * <p>The first failure is the outcome; what fails after it is suppressed in it. What was left
 * behind is looked at only where nothing failed, since a test that is cut short leaves things
 * behind.
 */
final class TestRun {
  private final TestOptions options;
  private final Runner runner;
  private final List<UncaughtEvent> uncaught = new ArrayList<>();
  private @Nullable Throwable failure;

  TestRun(TestOptions options) {
    this.options = options;
    this.runner = new Runner(options.runOptions(this::heard));
  }

  /** Runs a step to its end; its failure is thrown by {@link #close}. */
  void step(AsyncBody<?, ?> body) {
    Throwable thrown = null;
    Deadline deadline = new Deadline(runner.loop(), options.timeout());
    try {
      runner.run(body);
    } catch (Throwable e) {
      thrown = e;
    }
    if (deadline.end()) {
      failed(late(deadline.tasks(), thrown));
    } else if (thrown != null) {
      failed(thrown);
    }
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Closes the loop, and throws what failed, as itself. */
  void close() {
    List<String> leftovers = hasFailed() || !options.isLeakCheck() ? List.of() : runner.leftovers();
    if (!leftovers.isEmpty()) {
      failed(leak(leftovers));
    }
    runner.close();
    for (UncaughtEvent event : uncaught) {
      failed(new AssertionError(event.message(), event.exception()));
    }
    if (failure != null) {
      nameTheSeed(failure);
      throw TestRun.<RuntimeException>sneaky(failure);
    }
  }

  /** Keeps failures for the outcome; what only warns goes where it goes without us. */
  private void heard(UncaughtEvent event) {
    if (event.exception() == null) {
      System.getLogger("dev.simmer").log(System.Logger.Level.WARNING, event.message());
    } else {
      uncaught.add(event);
    }
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private void nameTheSeed(Throwable thrown) {
    Long seed = options.seed();
    if (seed != null) {
      thrown.addSuppressed(new ShuffledOrder(seed));
    }
  }

  private AssertionError late(String tasks, @Nullable Throwable cancelled) {
    return new AssertionError(
        "The test did not end within "
            + options.timeout().toMillis()
            + " ms, and was cancelled. Where it stood:\n"
            + tasks,
        cancelled);
  }

  private static AssertionError leak(List<String> leftovers) {
    StringBuilder text = new StringBuilder("The test ended and left behind:");
    for (String leftover : leftovers) {
      text.append("\n  ").append(leftover);
    }
    return new AssertionError(text.toString());
  }

  /** Throws anything as itself, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /** Says, below a failure, how to see it again. */
  private static final class ShuffledOrder extends Exception {
    private static final long serialVersionUID = 1;

    ShuffledOrder(long seed) {
      super(
          "The order was shuffled: -D" + TestOptions.SHUFFLE + "=" + seed + " gives the same one.",
          null,
          false,
          false);
    }
  }
}
