package dev.simmer.differential.journal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints values and exceptions so that equal behaviour gives equal text, without identities. */
public final class Show {
  private Show() {}

  /** Prints a value. */
  public static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    Class<?> type = value.getClass();
    if (type.isArray()) {
      String text = Arrays.deepToString(new Object[] {value});
      return type.getComponentType().getSimpleName() + text;
    }
    if (value instanceof Throwable exception) {
      return exception(exception);
    }
    if (value instanceof Collection<?> collection) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      collection.forEach(element -> text.add(value(element)));
      return text.toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      map.forEach((key, each) -> text.add(value(key) + "=" + value(each)));
      return text.toString();
    }
    if (value instanceof Number
        || value instanceof CharSequence
        || value instanceof Boolean
        || value instanceof Character) {
      return type.getSimpleName() + " " + value;
    }
    if (value instanceof Record || value instanceof Enum<?>) {
      return value.toString();
    }
    return type.getName();
  }

  /** Prints an exception with its causes and what it suppressed. */
  public static String exception(Throwable exception) {
    StringBuilder text = new StringBuilder(exception.getClass().getName());
    text.append(": ").append(message(exception));
    if (exception.getCause() != null) {
      text.append(" caused by (").append(exception(exception.getCause())).append(')');
    }
    for (Throwable suppressed : exception.getSuppressed()) {
      text.append(" suppressing (").append(exception(suppressed)).append(')');
    }
    return text.toString();
  }

  /**
   * Returns the message, unless the JVM composed it from the code or the class loaders, or a
   * generator with its name and line, which differ between the worlds by design.
   */
  public static String message(Throwable exception) {
    String message = String.valueOf(exception.getMessage());
    boolean composed =
        exception instanceof NullPointerException
            || exception instanceof ClassCastException
            || (exception instanceof IllegalStateException && message.startsWith("generator "));
    return composed ? "" : message;
  }
}
