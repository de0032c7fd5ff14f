package dev.simmer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for a completion stage, which any thread may complete. */
final class StageWait extends ForeignLeaf<Object> {
  private final CompletionStage<?> stage;

  StageWait(CompletionStage<?> stage) {
    this.stage = stage;
  }

  @Override
  @Nullable Object begin(Loop loop) throws Throwable {
    CompletableFuture<?> future = Stages.future(stage);
    if (future != null && future.isDone()) {
      try {
        return future.join();
      } catch (Throwable e) {
        throw Stages.unwrap(e);
      }
    }
    Arrival arrival = parkForArrival(loop, Stages.isForeign(stage, loop));
    stage.whenComplete(
        (result, thrown) -> arrival.arrive(result, thrown == null ? null : Stages.unwrap(thrown)));
    return null;
  }

  @Override
  void stop() {
    Stages.cancel(stage);
  }

  @Override
  protected String label() {
    return "a CompletionStage";
  }
}
