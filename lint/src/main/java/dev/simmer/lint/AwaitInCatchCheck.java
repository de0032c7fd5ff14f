package dev.simmer.lint;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * {@code async-await-in-catch}: an await between the catch of an exception and the throw that
 * passes it on.
 */
final class AwaitInCatchCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.AWAIT_IN_CATCH;

  private final Compilation compilation;
  private final Reporter reporter;

  AwaitInCatchCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    for (TreePath path : body.tries()) {
      for (CatchTree handler : ((TryTree) path.getLeaf()).getCatches()) {
        check(new TreePath(path, handler), handler, body);
      }
    }
  }

  private void check(TreePath path, CatchTree handler, Body body) {
    TreePath block = new TreePath(path, handler.getBlock());
    Element caught = compilation.element(path, handler.getParameter());
    for (TreePath await : Awaits.in(compilation, block)) {
      if (caught != null && !isCaughtBefore(await, block) && isThrownAfter(caught, await, block)) {
        report(await, handler, body);
        return;
      }
    }
  }

  private static boolean isCaughtBefore(TreePath await, TreePath block) {
    TreePath inner = await;
    while (inner.getLeaf() != block.getLeaf()) {
      TreePath outer = inner.getParentPath();
      if (outer.getLeaf() instanceof TryTree tried
          && tried.getBlock() == inner.getLeaf()
          && !tried.getCatches().isEmpty()) {
        return true;
      }
      inner = outer;
    }
    return false;
  }

  /** Whoever goes on after the await has done with the exception. */
  private boolean isThrownAfter(Element caught, TreePath await, TreePath block) {
    return Jumps.outOf(block).stream()
        .anyMatch(
            jump ->
                jump.getLeaf() instanceof ThrowTree
                    && compilation.start(jump) > compilation.start(await)
                    && Uses.anyIn(compilation, jump, Set.of(caught)));
  }

  private void report(TreePath await, CatchTree handler, Body body) {
    String name = handler.getParameter().getName().toString();
    String code = Quotation.of(await);
    reporter.report(
        RULE,
        await,
        Message.of(
                RULE.id(),
                "a cancel during %s loses the exception '%s', in %s"
                    .formatted(code, name, body.context().name()))
            .why("the await throws CancelledError, and the throw below it is never reached")
            .fix(
                "try { %s; } catch (CancelledError cancelled) { cancelled.addSuppressed(%s); throw"
                        .formatted(code, name)
                    + " cancelled; }"));
  }
}
