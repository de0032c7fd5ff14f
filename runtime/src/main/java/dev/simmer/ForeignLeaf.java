package dev.simmer;

import org.jspecify.annotations.Nullable;

/** A leaf that waits for work outside the loop. */
abstract class ForeignLeaf<T> extends Leaf<T> {
  private @Nullable Arrival arrival;
  private @Nullable Object value;
  private @Nullable Throwable failure;

  /** Returns where the outcome is to be handed in; to be followed by {@link #park}. */
  final Arrival expect(Loop loop, boolean foreign) {
    Arrival expected =
        new Arrival(loop, foreign) {
          @Override
          void ended(@Nullable Object result, @Nullable Throwable thrown) {
            value = result;
            failure = thrown;
            wake();
          }
        };
    arrival = expected;
    return expected;
  }

  @Override
  final @Nullable Object end(Loop loop) throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  final void withdraw(Loop loop) {
    if (arrival != null) {
      arrival.giveUp();
    }
    stop();
  }

  /** Stops the work, since nobody waits for it any more. */
  abstract void stop();
}
