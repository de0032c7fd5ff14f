package dev.simmer.examples.recipes;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.run;
import static dev.simmer.Simmer.runningLoop;

import dev.simmer.AsyncBody;
import dev.simmer.RunOptions;
import dev.simmer.UncaughtEvent;
import java.util.ArrayList;
import java.util.List;

/** What a recipe gave, how long it took on the virtual clock, and what was reported meanwhile. */
record VirtualRun<T>(T value, long millis, List<UncaughtEvent> reports) {
  static <T, X extends Exception> VirtualRun<T> of(AsyncBody<T, X> recipe) throws X {
    List<UncaughtEvent> reports = new ArrayList<>();
    RunOptions options = RunOptions.defaults().virtualTime(true).onUncaught(reports::add);
    long[] nanos = new long[1];
    AsyncBody<T, X> timed =
        () -> {
          long start = runningLoop().time();
          T value = await(recipe.call());
          nanos[0] = runningLoop().time() - start;
          return done(value);
        };
    return new VirtualRun<>(run(timed, options), nanos[0] / 1_000_000, reports);
  }
}
