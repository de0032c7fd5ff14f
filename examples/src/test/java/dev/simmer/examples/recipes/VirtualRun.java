package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;
import static dev.simmer.testing.AsyncTests.runTest;

import dev.simmer.AsyncBody;
import dev.simmer.UncaughtEvent;
import dev.simmer.testing.TestOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recipe gave, how long it took on the virtual clock, and what was reported meanwhile; one
 * that leaves something behind fails.
 */
record VirtualRun<T>(T value, long millis, List<UncaughtEvent> reports) {
  /** Without debug mode, which also reports when a busy machine holds a step up. */
  private static final TestOptions OPTIONS = TestOptions.defaults().debug(false);

  static <T, X extends Exception> VirtualRun<T> of(AsyncBody<T, X> recipe) throws X {
    List<UncaughtEvent> reports = new ArrayList<>();
    List<VirtualRun<T>> ended = new ArrayList<>();
    AsyncBody<Void, X> timed =
        () -> {
          runningLoop().setExceptionHandler(reports::add);
          long start = runningLoop().time();
          T value = await(recipe.call());
          long nanos = runningLoop().time() - start;
          ended.add(new VirtualRun<>(value, nanos / 1_000_000, reports));
          return done();
        };
    runTest(timed, OPTIONS);
    return ended.get(0);
  }
}
