package dev.simmer.conformance;

import dev.simmer.CancelledError;
import dev.simmer.Deferred;
import dev.simmer.ExceptionGroup;
import dev.simmer.Outcome;
import dev.simmer.QueueShutdownException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words what is logged, as {@code text} in {@code harness.py} does, by the names of Python. */
final class Text {
  private Text() {}

  static String joined(Object... parts) {
    return Arrays.stream(parts).map(Text::of).collect(Collectors.joining(" "));
  }

  static String of(@Nullable Object part) {
    if (part == null) {
      return "none";
    }
    if (part instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    if (part instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    if (part instanceof Collection<?> several) {
      Stream<String> texts = several.stream().map(Text::of);
      return (several instanceof Set ? texts.sorted() : texts)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (part instanceof Outcome.Success<?> success) {
      return of(success.value());
    }
    if (part instanceof Outcome.Failure<?> failure) {
      return of(failure.exception());
    }
    if (part instanceof Deferred<?> deferred) {
      return state(deferred);
    }
    if (part instanceof Throwable error) {
      return error(error);
    }
    return part.toString();
  }

  private static String state(Deferred<?> deferred) {
    if (!deferred.isDone()) {
      return "pending";
    }
    if (deferred.isCancelled()) {
      return "cancelled";
    }
    Throwable error = deferred.exception();
    return error == null ? "result " + of(deferred.result()) : "failed " + of(error);
  }

  private static String error(Throwable error) {
    if (error instanceof ExceptionGroup group) {
      return "Group" + of(group.exceptions());
    }
    if (error instanceof Boom || error instanceof CancelledError) {
      String name = error.getClass().getSimpleName();
      return error.getMessage() == null ? name : name + "(" + error.getMessage() + ")";
    }
    if (error instanceof IllegalStateException || error instanceof IllegalArgumentException) {
      return "misuse"; // RuntimeError, InvalidStateError, ValueError or TypeError over there
    }
    if (error instanceof TimeoutException) {
      return "TimeoutError";
    }
    if (error instanceof BrokenBarrierException) {
      return "BrokenBarrierError";
    }
    if (error instanceof QueueShutdownException) {
      return "QueueShutDown";
    }
    return error.toString();
  }
}
