package dev.simmer.support.v1;

import dev.simmer.Coroutine;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call that can wait: the cold coroutine before it runs, its saved state while it is suspended.
 *
 * <p>A frame is linked to the frame that awaits it, so a suspended call chain is a list whose head
 * is the innermost frame. The {@link Trampoline} resumes that head and hands each result to the
 * next frame of the list.
 *
 * <table>
 * <caption>Life of a frame, kept in the low half of {@link #point}</caption>
 * <tr><th>state</th><th>entered by</th><th>left by</th></tr>
 * <tr><td>{@link #COLD}</td><td>the constructor</td><td>{@link #claim} or {@link #abandon}</td></tr>
 * <tr><td>{@link #CLAIMED}</td><td>an await or a task that will run it</td><td>the first resume</td></tr>
 * <tr><td>2, 3, …</td><td>suspending</td><td>the next resume</td></tr>
 * <tr><td>{@link #RUNNING}</td><td>every resume</td><td>suspending; stays when the frame has ended</td></tr>
 * <tr><td>{@link #ABANDONED}</td><td>{@link #abandon}</td><td>never</td></tr>
 * </table>
 *
 * @param <T> the type of the result
 */
public abstract class Frame<T> extends Coroutine<T> {
  public static final int COLD = 0;
  public static final int CLAIMED = 1;
  public static final int ABANDONED = 0xFFFE;
  public static final int RUNNING = 0xFFFF;
  static final int STATE_MASK = 0xFFFF;

  /** Who awaits this frame; null at the root of a task and while nothing awaits it. */
  @Nullable Frame<?> awaiter;

  /**
   * The state in the low half; above it the number of the method, for frames of rewritten methods.
   */
  public int point;

  /** Who hears of every new coroutine; null unless a loop in debug mode asked. */
  static @Nullable Consumer<Frame<?>> listener;

  @SuppressWarnings("this-escape") // the listener keeps the frame, and looks at it later
  protected Frame() {
    tell();
  }

  /** Makes one of which nobody hears as yet. */
  Frame(int start) {
    point = start;
  }

  /** Tells of a new frame. */
  final void tell() {
    Consumer<Frame<?>> heard = listener;
    if (heard != null) {
      heard.accept(this);
    }
  }

  /**
   * Runs until the frame ends or waits.
   *
   * <p>Called once after {@link #claim}, and again whenever what the frame awaited has ended; then
   * {@link Trampoline#take} yields that result. A frame that waits returns any value and has itself
   * been given to {@link Trampoline#suspend}; a frame that ends returns its result or throws its
   * failure.
   */
  public abstract @Nullable Object resume(Trampoline trampoline) throws Throwable;

  /** Says whether a resume with an exception would do nothing but throw it on. */
  boolean passesOn() {
    return false;
  }

  /** Reserves the frame for the one await or task that runs it. */
  public final void claim() {
    int state = point & STATE_MASK;
    if (state != COLD) {
      throw new IllegalStateException(
          state == ABANDONED
              ? this
                  + " was closed, so it cannot run any more. Call the method again for a fresh coroutine."
              : this
                  + " was awaited before: a coroutine runs once. Keep its result in a variable, or make it a task with"
                  + " createTask(...) and await the task as often as you like.");
    }
    point |= CLAIMED;
  }

  /** Marks a frame that will never run. */
  public final void abandon() {
    if ((point & STATE_MASK) == COLD) {
      point |= ABANDONED;
    }
  }

  /** Says whether nothing has claimed or abandoned the frame. */
  public final boolean isCold() {
    return (point & STATE_MASK) == COLD;
  }

  /** Says whether the frame waits at one of its suspension points. */
  final boolean isSuspended() {
    int state = point & STATE_MASK;
    return state > CLAIMED && state < ABANDONED;
  }

  /** Returns the frame that awaits this one, or null. */
  public final @Nullable Frame<?> awaiter() {
    return awaiter;
  }

  /**
   * Returns where the frame stands in the user's source, or null for frames of the runtime itself.
   */
  public @Nullable StackTraceElement position() {
    return null;
  }

  /** Returns what the frame is, in the user's words: {@code Pages.fetch(Pages.java:12)}. */
  protected String label() {
    StackTraceElement position = position();
    return position == null ? getClass().getSimpleName() : position.toString();
  }

  @Override
  public final String toString() {
    int state = point & STATE_MASK;
    String what =
        switch (state) {
          case COLD -> "not awaited yet";
          case CLAIMED -> "about to run";
          case ABANDONED -> "closed";
          case RUNNING -> "running or ended";
          default -> "suspended";
        };
    return "coroutine " + label() + " (" + what + ")";
  }
}
