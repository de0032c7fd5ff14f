package dev.simmer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of context variables: immutable, so that copying it for a new task is keeping a
 * reference.
 *
 * <p>A flat array of variable and value in turn; programs have few variables.
 */
final class Context {
  static final Context EMPTY = new Context(new Object[0]);

  /** What threads have outside loops; null for empty. */
  private static final ThreadLocal<@Nullable Context> OUTSIDE = new ThreadLocal<>();

  private final @Nullable Object[] entries;

  private Context(@Nullable Object[] entries) {
    this.entries = entries;
  }

  /** Returns the context of the running code: the loop's, or on other threads the thread's own. */
  static Context current() {
    Loop loop = Loop.currentOrNull();
    return loop == null ? outside() : loop.context;
  }

  private static Context outside() {
    Context own = OUTSIDE.get();
    return own == null ? EMPTY : own;
  }

  /** Makes a context the one of the running code. */
  static void install(Context context) {
    Loop loop = Loop.currentOrNull();
    if (loop != null) {
      loop.context = context;
    } else if (context == EMPTY) {
      OUTSIDE.remove();
    } else {
      OUTSIDE.set(context);
    }
  }

  boolean has(Object variable) {
    return indexOf(variable) >= 0;
  }

  @Nullable Object get(Object variable) {
    int index = indexOf(variable);
    return index < 0 ? null : entries[index + 1];
  }

  Context with(Object variable, @Nullable Object value) {
    int index = indexOf(variable);
    @Nullable Object[] changed =
        Arrays.copyOf(entries, index < 0 ? entries.length + 2 : entries.length);
    int at = index < 0 ? entries.length : index;
    changed[at] = variable;
    changed[at + 1] = value;
    return new Context(changed);
  }

  Context without(Object variable) {
    int index = indexOf(variable);
    if (index < 0) {
      return this;
    }
    @Nullable Object[] changed = new @Nullable Object[entries.length - 2];
    System.arraycopy(entries, 0, changed, 0, index);
    System.arraycopy(entries, index + 2, changed, index, changed.length - index);
    return changed.length == 0 ? EMPTY : new Context(changed);
  }

  private int indexOf(Object variable) {
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] == variable) {
        return i;
      }
    }
    return -1;
  }
}
