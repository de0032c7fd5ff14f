package dev.simmer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What {@link Gathering} makes of children that have ended. */
final class Results {
  private Results() {}

  /** Returns the values in order; they may be null. */
  static <T> List<T> values(Deferred<?>[] children) {
    List<T> values = new ArrayList<>(children.length);
    for (Deferred<?> child : children) {
      values.add(Unchecked.cast(child.value()));
    }
    return Collections.unmodifiableList(values);
  }

  /** Returns how each ended, in order. */
  static <T> List<Outcome<T>> outcomes(Deferred<?>[] children) {
    List<Outcome<T>> outcomes = new ArrayList<>(children.length);
    for (Deferred<?> child : children) {
      Throwable failure = child.failure();
      outcomes.add(
          failure == null
              ? new Outcome.Success<>(Unchecked.<T>cast(child.value()))
              : new Outcome.Failure<>(failure));
    }
    return Collections.unmodifiableList(outcomes);
  }

  /** Returns the value of one child. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T> T value(Deferred<?>[] children, int index) {
    return Unchecked.cast(children[index].value());
  }
}
