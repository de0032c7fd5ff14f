package dev.simmer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds several failures that happened beside each other.
 *
 * <pre>{@code
 * try (TaskGroup group = taskGroup()) {
 *   ...
 * } catch (ExceptionGroup failures) {
 *   failures.on(IOException.class, e -> log(e)).orThrow(); // the rest goes on
 * }
 * }</pre>
 *
 * <p>Groups may contain groups. The first exception is the cause, the others are suppressed, so a
 * printed stack trace shows them all. Mirrors {@code ExceptionGroup} and {@code except*}.
 */
public class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient String title;
  private final transient List<Throwable> exceptions;

  /**
   * Creates a group.
   *
   * @param message what happened
   * @param exceptions the failures, at least one
   */
  @SuppressWarnings("this-escape") // addSuppressed is final
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(text(message, exceptions), exceptions.get(0));
    this.title = message;
    this.exceptions = List.copyOf(exceptions);
    for (Throwable exception : this.exceptions.subList(1, this.exceptions.size())) {
      addSuppressed(exception);
    }
  }

  /**
   * Returns the failures, in the order they happened.
   *
   * @return the exceptions, groups among them not taken apart
   */
  public List<Throwable> exceptions() {
    return exceptions;
  }

  /**
   * Returns the failures of a type, out of nested groups too, in order: for handling them with
   * awaits of your own.
   *
   * @param type the type
   * @param <X> the type
   * @return the exceptions that are not groups themselves
   */
  public <X extends Throwable> List<X> leaves(Class<X> type) {
    List<X> leaves = new ArrayList<>();
    collect(this, type, leaves);
    return leaves;
  }

  /**
   * Returns what is of a type, in the same nesting.
   *
   * @param type the type of the exceptions to keep
   * @return a group of them; empty when there are none
   */
  public Optional<ExceptionGroup> subgroup(Class<? extends Throwable> type) {
    return Optional.ofNullable(part(type::isInstance));
  }

  /**
   * Divides the group by type, keeping the nesting. Mirrors {@code split}.
   *
   * @param type the type of the exceptions that match
   * @return both parts
   */
  public Split split(Class<? extends Throwable> type) {
    return new Split(
        Optional.ofNullable(part(type::isInstance)),
        Optional.ofNullable(part(e -> !type.isInstance(e))));
  }

  /**
   * Hands every failure of a type to a handler, in order, also those in nested groups. Mirrors
   * {@code except*}.
   *
   * @param type the type
   * @param handler what to do with each
   * @param <X> the type
   * @return to handle further types, or throw the rest
   */
  public <X extends Throwable> Handling on(Class<X> type, Consumer<? super X> handler) {
    return new Handling(this).on(type, handler);
  }

  /**
   * Keeps the nesting and drops the leaves, and whole groups, that are not kept; null when nothing
   * is left.
   */
  private @Nullable ExceptionGroup part(Predicate<Throwable> kept) {
    List<Throwable> parts = new ArrayList<>();
    for (Throwable exception : exceptions) {
      if (exception instanceof ExceptionGroup group) {
        ExceptionGroup part = group.part(kept);
        if (part != null) {
          parts.add(part);
        }
      } else if (kept.test(exception)) {
        parts.add(exception);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    if (parts.equals(exceptions)) {
      return this;
    }
    ExceptionGroup part = new ExceptionGroup(title, parts);
    part.setStackTrace(getStackTrace());
    return part;
  }

  private static String text(String message, List<? extends Throwable> exceptions) {
    int size = exceptions.size();
    if (size == 0) {
      throw new IllegalArgumentException("an ExceptionGroup holds at least one exception");
    }
    return message + " (" + size + (size == 1 ? " exception)" : " exceptions)");
  }

  private static <X extends Throwable> void collect(
      ExceptionGroup group, Class<X> type, List<X> leaves) {
    for (Throwable exception : group.exceptions) {
      if (exception instanceof ExceptionGroup nested) {
        collect(nested, type, leaves);
      } else if (type.isInstance(exception)) {
        leaves.add(type.cast(exception));
      }
    }
  }

  /**
   * Holds both parts of a divided group.
   *
   * @param match what is of the type
   * @param rest what is not
   */
  public record Split(Optional<ExceptionGroup> match, Optional<ExceptionGroup> rest) {}

  /** Hands failures to handlers by type; what no handler took is left. */
  public static final class Handling {
    private @Nullable ExceptionGroup rest;

    private Handling(ExceptionGroup group) {
      rest = group;
    }

    /**
     * Hands every failure of a type that is left to a handler, in order.
     *
     * @param type the type
     * @param handler what to do with each
     * @param <X> the type
     * @return this
     */
    public <X extends Throwable> Handling on(Class<X> type, Consumer<? super X> handler) {
      ExceptionGroup group = rest;
      if (group != null) {
        List<X> leaves = group.leaves(type);
        rest = group.part(e -> !type.isInstance(e));
        leaves.forEach(handler);
      }
      return this;
    }

    /** Throws a group of what is left; does nothing when every failure was handled. */
    public void orThrow() {
      if (rest != null) {
        throw rest;
      }
    }
  }
}
