package dev.simmer.differential.journal;

/**
 * Something that happens to a run at one of its awaits.
 *
 * @param at the number of the awaitable, counted from 1 in the order of their creation
 */
public record Injection(int at, Kind kind) {
  /** What happens. */
  public enum Kind {
    /** The task is cancelled while it runs, right before it awaits. */
    CANCEL_BEFORE,
    /** The task is cancelled while it waits. */
    CANCEL_WAITING,
    /** The task is cancelled when the value is there and the task has not run yet. */
    CANCEL_RESUMING,
    /** The awaitable fails with an unchecked exception. */
    THROW_UNCHECKED,
    /** The awaitable fails with a checked exception, which no signature announced. */
    THROW_CHECKED,
    /** The awaitable fails with an error. */
    THROW_ERROR;

    /** Says whether it cancels the task. */
    public boolean cancels() {
      return this == CANCEL_BEFORE || this == CANCEL_WAITING || this == CANCEL_RESUMING;
    }
  }

  /** Returns what arrives in the message of the exception. */
  public String message() {
    return "injected at " + at;
  }

  /** Returns what the awaitable fails with; a cancellation comes from the task instead. */
  public Throwable exception() {
    return switch (kind) {
      case THROW_UNCHECKED -> new IllegalStateException(message());
      case THROW_CHECKED -> new java.io.IOException(message());
      case THROW_ERROR -> new StackOverflowError(message());
      default -> throw new IllegalStateException(kind + " is not an exception of the awaitable");
    };
  }
}
