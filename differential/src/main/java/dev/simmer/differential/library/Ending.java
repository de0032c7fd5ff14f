package dev.simmer.differential.library;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param arguments what it has made of its arguments
 */
record Ending(
    @Nullable Object result, @Nullable Throwable thrown, List<@Nullable Object> arguments) {

  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda[$/0-9a-fx@]*");

  /** Says whether the JVM, or the meter, has ended the call: that depends on more than the code. */
  boolean isForced() {
    return thrown instanceof VirtualMachineError || thrown instanceof Meter.Exhausted;
  }

  boolean isSameAs(Ending other) {
    if (thrown != null && other.thrown != null) {
      return thrown.getClass() == other.thrown.getClass()
          && Objects.equals(message(thrown), message(other.thrown));
    }
    return thrown == null
        && other.thrown == null
        && same(result, other.result)
        && same(arguments.toArray(), other.arguments.toArray());
  }

  /** Returns the message; what the JVM says of a null names the instruction that gave it. */
  private static @Nullable String message(Throwable thrown) {
    String message = thrown.getMessage();
    boolean helpful =
        thrown instanceof NullPointerException && message != null && message.startsWith("Cannot ");
    return helpful ? "null" : message;
  }

  private static String text(Object value) {
    return LAMBDA.matcher(value.toString()).replaceAll("lambda");
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof Object[] ones && other instanceof Object[] others) {
      boolean same = ones.length == others.length;
      for (int i = 0; same && i < ones.length; i++) {
        same = same(ones[i], others[i]);
      }
      return same;
    }
    if (one.getClass().isHidden() && other.getClass().isHidden()) {
      // Lambdas: each that is written in the code has its own class.
      return Set.of(one.getClass().getInterfaces())
          .equals(Set.of(other.getClass().getInterfaces()));
    }
    // Arrays of primitives compare by their elements, and anything else by what it says of itself.
    return Objects.deepEquals(one, other)
        || (one.getClass() == other.getClass() && text(one).equals(text(other)));
  }

  @Override
  public String toString() {
    return thrown == null
        ? "returned " + show(result) + ", left " + show(arguments.toArray())
        : "threw " + thrown;
  }

  static String show(@Nullable Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    return text.substring(1, Math.min(text.length() - 1, 400));
  }
}
