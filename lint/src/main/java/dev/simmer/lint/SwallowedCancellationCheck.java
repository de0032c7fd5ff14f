package dev.simmer.lint;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-swallowed-cancellation}: a catch around an await that takes a cancellation and lets
 * the code go on.
 */
final class SwallowedCancellationCheck implements AsyncBodyCheck {

  private static final Rule RULE = Rule.SWALLOWED_CANCELLATION;

  private static final String CANCELLED = "dev.simmer.CancelledError";

  private static final Set<String> CATCH_IT =
      Set.of(CANCELLED, "java.lang.Error", "java.lang.Throwable");

  private final Compilation compilation;
  private final Reporter reporter;

  SwallowedCancellationCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath path : body.tries()) {
      check(path, (TryTree) path.getLeaf(), body);
    }
  }

  private void check(TreePath path, TryTree tried, Body body) {
    List<TreePath> awaits = Awaits.in(compilation, new TreePath(path, tried.getBlock()));
    if (awaits.isEmpty() || awaits.stream().allMatch(await -> isOfACancelled(await, body))) {
      return;
    }
    for (CatchTree handler : tried.getCatches()) {
      String caught = cancellation(new TreePath(path, handler));
      if (caught == null) {
        continue;
      }
      boolean handled = Throws.always(handler.getBlock()) || looksAtIt(handler);
      if (!handled) {
        report(new TreePath(path, handler), handler, awaits.get(0), body);
      }
      return; // a later clause does not see what this one took
    }
  }

  /** Returns the type through which the clause catches a cancellation, or null if it does not. */
  private @Nullable String cancellation(TreePath handler) {
    CatchTree clause = (CatchTree) handler.getLeaf();
    TreePath parameter = new TreePath(handler, clause.getParameter());
    Tree type = clause.getParameter().getType();
    List<? extends Tree> types =
        type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    for (Tree alternative : types) {
      Element element = compilation.element(parameter, alternative);
      if (element instanceof TypeElement caught
          && CATCH_IT.contains(caught.getQualifiedName().toString())) {
        return caught.getQualifiedName().toString();
      }
    }
    return null;
  }

  /** Cancelling a task and then waiting for it to end is how a task is stopped. */
  private boolean isOfACancelled(TreePath await, Body body) {
    MethodInvocationTree call = (MethodInvocationTree) await.getLeaf();
    Element awaited = compilation.element(await, call.getArguments().get(0));
    return awaited != null
        && body.calls().stream()
            .anyMatch(
                other ->
                    other.name().equals("cancel")
                        && other.receiver() != null
                        && awaited.equals(compilation.element(other.receiver())));
  }

  /** Somebody who asks what was caught, or withdraws the request, knows about cancellation. */
  private static boolean looksAtIt(CatchTree handler) {
    String code = handler.getBlock().toString();
    String name = handler.getParameter().getName().toString();
    return code.contains(name + " instanceof") || code.contains("uncancel()");
  }

  private void report(TreePath path, CatchTree handler, TreePath await, Body body) {
    String name = handler.getParameter().getName().toString();
    TreePath parameter = new TreePath(path, handler.getParameter());
    String type = handler.getParameter().getType().toString();
    boolean onlyCancellation = type.endsWith("CancelledError");
    reporter.report(
        RULE,
        parameter,
        Message.of(
                RULE.id(),
                "catch (%s %s) swallows the cancellation of %s"
                    .formatted(type, name, body.context().name()))
            .where("it can be cancelled in " + Quotation.of(await))
            .why("whoever cancelled it waits for the end of code that goes on instead")
            .fix(
                onlyCancellation
                    ? "throw " + name + "; at the end of the clause"
                    : "catch (CancelledError cancelled) { throw cancelled; } before it"));
  }
}
