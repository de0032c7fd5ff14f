package dev.simmer;

import dev.simmer.support.v1.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for a completion stage, which any thread may complete. */
final class StageWait extends ForeignLeaf<Object> {
  private final CompletionStage<?> stage;

  StageWait(CompletionStage<?> stage) {
    this.stage = stage;
  }

  static Frame<?> of(CompletionStage<?> stage) {
    return new StageWait(stage);
  }

  @Override
  @Nullable Object begin(Loop loop) throws Throwable {
    CompletableFuture<?> future = Stages.future(stage);
    if (future != null && future.isDone()) {
      try {
        return future.join();
      } catch (Throwable e) {
        throw loop.rethrown(Stages.unwrap(e));
      }
    }
    Arrival arrival = expect(loop, Stages.isForeign(stage, loop));
    try {
      stage.whenComplete(
          (result, thrown) ->
              arrival.arrive(result, thrown == null ? null : Stages.unwrap(thrown)));
    } catch (Throwable refused) {
      arrival.giveUp();
      throw refused;
    }
    return park(loop);
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
