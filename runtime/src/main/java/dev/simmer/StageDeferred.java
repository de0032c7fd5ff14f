package dev.simmer;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A completion stage as a deferred result. */
final class StageDeferred<T> extends Deferred<T> {
  private final CompletionStage<? extends T> stage;
  private final Arrival arrival;

  StageDeferred(Loop loop, CompletionStage<? extends T> stage) {
    super(loop);
    this.stage = stage;
    this.arrival =
        new Arrival(loop, Stages.isForeign(stage, loop)) {
          @Override
          void ended(@Nullable Object result, @Nullable Throwable thrown) {
            if (thrown == null) {
              succeed(result);
            } else {
              failWith(Stages.unwrap(thrown));
            }
          }
        };
    stage.whenComplete(arrival::arrive);
  }

  static <T> Deferred<T> of(Loop loop, CompletionStage<? extends T> stage) {
    return new StageDeferred<>(loop, stage);
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (!super.cancel(message)) {
      return false;
    }
    arrival.giveUp();
    Stages.cancel(stage);
    return true;
  }

  @Override
  String label() {
    return "a CompletionStage";
  }
}
