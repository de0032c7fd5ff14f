package dev.simmer.lint;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one method, lambda or initialiser: where it runs, what it calls, what it drops.
 *
 * <p>A lambda is a body of its own: what it calls does not happen where it is written.
 */
final class Body {

  private final Context context;
  private final TreePath path;
  private final @Nullable ExecutableElement method;
  private final @Nullable Body enclosing;
  private final List<Call> calls = new ArrayList<>();
  private final List<Call> droppedCalls = new ArrayList<>();
  private final List<TreePath> droppedCoroutines = new ArrayList<>();
  private final List<TreePath> coroutines = new ArrayList<>();
  private final List<TreePath> results = new ArrayList<>();
  private final List<TreePath> assignments = new ArrayList<>();
  private final List<TreePath> tries = new ArrayList<>();
  private final List<TreePath> monitors = new ArrayList<>();
  private final List<TreePath> loops = new ArrayList<>();
  private final List<TreePath> iterations = new ArrayList<>();
  private final List<TreePath> fieldUses = new ArrayList<>();

  /**
   * Creates a body without facts.
   *
   * @param context where it runs
   * @param path the method, lambda or class it is the body of
   * @param method the method it is the body of, if it is one
   * @param enclosing the body it is written in, if any
   */
  Body(
      Context context,
      TreePath path,
      @Nullable ExecutableElement method,
      @Nullable Body enclosing) {
    this.context = context;
    this.path = path;
    this.method = method;
    this.enclosing = enclosing;
  }

  Context context() {
    return context;
  }

  TreePath path() {
    return path;
  }

  @Nullable ExecutableElement method() {
    return method;
  }

  @Nullable Body enclosing() {
    return enclosing;
  }

  /** Returns the calls, in the order of the source. */
  List<Call> calls() {
    return calls;
  }

  /** Returns the statements that make a coroutine and let go of it. */
  List<TreePath> droppedCoroutines() {
    return droppedCoroutines;
  }

  /** Returns the calls that are statements: their results go nowhere. */
  List<Call> droppedCalls() {
    return droppedCalls;
  }

  /** Returns every expression that is a coroutine, and references to methods that return one. */
  List<TreePath> coroutines() {
    return coroutines;
  }

  /** Returns the values that it returns, both of a conditional, without parentheses and casts. */
  List<TreePath> results() {
    return results;
  }

  /** Returns the assignments: plain, compound, {@code ++} and {@code --}. */
  List<TreePath> assignments() {
    return assignments;
  }

  /** Returns the {@code try} statements. */
  List<TreePath> tries() {
    return tries;
  }

  /** Returns the {@code synchronized} statements. */
  List<TreePath> monitors() {
    return monitors;
  }

  /** Returns the loops over the elements of something. */
  List<TreePath> iterations() {
    return iterations;
  }

  /** Returns the places that name a field, to read or to write it. */
  List<TreePath> fieldUses() {
    return fieldUses;
  }

  /** Returns the loops with a condition. */
  List<TreePath> loops() {
    return loops;
  }
}
