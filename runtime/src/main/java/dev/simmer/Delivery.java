package dev.simmer;

import org.jspecify.annotations.Nullable;

/** A wait that is over: the error that the innermost frame receives when its task runs. */
record Delivery(Throwable failure) implements Wait {
  @Override
  public boolean cancel(@Nullable String message) {
    return false;
  }
}
