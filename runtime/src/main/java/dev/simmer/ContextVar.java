package dev.simmer;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value that belongs to the running task, not to the thread.
 *
 * <pre>{@code
 * static final ContextVar<String> REQUEST = ContextVar.of("request", "-");
 *
 * REQUEST.set(id);   // seen by this task and by the tasks and callbacks it creates from here on
 * log(REQUEST.get());
 * }</pre>
 *
 * <p>A task starts with a copy of its creator's values; what it sets stays with it. Callbacks and
 * work sent to other threads run in a copy too. Mirrors {@code contextvars.ContextVar}.
 *
 * @param <T> the type of the value
 */
public final class ContextVar<T> {
  private final String name;
  private final boolean hasDefault;
  private final @Nullable T defaultValue;

  private ContextVar(String name, boolean hasDefault, @Nullable T defaultValue) {
    if (name == null) {
      throw new NullPointerException("a ContextVar needs a name");
    }
    this.name = name;
    this.hasDefault = hasDefault;
    this.defaultValue = defaultValue;
  }

  /**
   * Creates a variable without a default value; keep it in a static final field.
   *
   * @param name for messages
   * @param <T> the type of the value
   * @return the variable
   */
  public static <T> ContextVar<T> of(String name) {
    return new ContextVar<>(name, false, null);
  }

  /**
   * Creates a variable with a default value; keep it in a static final field.
   *
   * @param name for messages
   * @param defaultValue what {@link #get} returns where nothing is set
   * @param <T> the type of the value
   * @return the variable
   */
  public static <T> ContextVar<T> of(String name, T defaultValue) {
    return new ContextVar<>(name, true, defaultValue);
  }

  /**
   * Returns the value in the running task. Does not suspend; works on any thread.
   *
   * @return the value set here or inherited, else the default
   * @throws NoSuchElementException when there is neither
   */
  public T get() {
    Context context = Context.current();
    if (context.has(this)) {
      return Unchecked.cast(context.get(this));
    }
    if (hasDefault) {
      return Unchecked.cast(defaultValue);
    }
    throw new NoSuchElementException(
        "ContextVar '"
            + name
            + "' has no value here and no default. Set it first, or create it with a default value.");
  }

  /**
   * Sets the value for the running task and what it creates from here on. Does not suspend; works
   * on any thread.
   *
   * @param value the value
   * @return to undo it with {@link #reset}
   */
  public Token set(T value) {
    Context before = Context.current();
    Context.install(before.with(this, value));
    return new Token(this, before.has(this), before.get(this));
  }

  /**
   * Restores the value from before a {@link #set}. Does not suspend; works on any thread.
   *
   * @param token what that set returned
   * @throws IllegalArgumentException when it belongs to another variable
   * @throws IllegalStateException when it was used before
   */
  public void reset(Token token) {
    if (token.variable != this) {
      throw new IllegalArgumentException(
          "the token belongs to ContextVar '" + token.variable.name + "', not to '" + name + "'");
    }
    if (token.used) {
      throw new IllegalStateException("the token of ContextVar '" + name + "' was used before");
    }
    token.used = true;
    Context context = Context.current();
    Context.install(token.hadValue ? context.with(this, token.oldValue) : context.without(this));
  }

  /** Returns the name, for messages. */
  @Override
  public String toString() {
    return "ContextVar '" + name + "'";
  }

  /** Remembers what a variable held before it was set. Mirrors {@code contextvars.Token}. */
  public static final class Token {
    private final ContextVar<?> variable;
    private final boolean hadValue;
    private final @Nullable Object oldValue;
    private boolean used;

    private Token(ContextVar<?> variable, boolean hadValue, @Nullable Object oldValue) {
      this.variable = variable;
      this.hadValue = hadValue;
      this.oldValue = oldValue;
    }
  }
}
