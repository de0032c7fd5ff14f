package dev.simmer.examples.upstream;

import static dev.simmer.Simmer.await;
import static dev.simmer.Simmer.done;
import static dev.simmer.Simmer.runningLoop;

import dev.simmer.Async;
import dev.simmer.Coroutine;
import java.time.Duration;
import java.util.List;

/** One run: what came back, how long it took, and what was counted on the way. */
record Measured(List<Answer> answers, Duration wall, Statistics statistics) {
  /** Runs {@code fetching} and takes its time by the loop's clock. */
  @Async
  static Coroutine<Measured> of(Coroutine<List<Answer>> fetching, Statistics statistics) {
    long start = runningLoop().time();
    List<Answer> answers = await(fetching);
    var wall = Duration.ofNanos(runningLoop().time() - start);
    return done(new Measured(answers, wall, statistics));
  }

  List<Answer.Lost> lost() {
    return answers.stream()
        .filter(Answer.Lost.class::isInstance)
        .map(Answer.Lost.class::cast)
        .toList();
  }

  double seconds() {
    return wall.toNanos() / 1e9;
  }
}
