package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Locale;

/** {@code async-jump-from-finally}: a finalizer around an await that does not let go on. */
final class FinallyCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.JUMP_FROM_FINALLY;

  private final Compilation compilation;
  private final Reporter reporter;

  FinallyCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath path : body.tries()) {
      BlockTree finalizer = ((TryTree) path.getLeaf()).getFinallyBlock();
      if (finalizer == null || !Suspensions.anyIn(compilation, path)) {
        continue;
      }
      for (TreePath jump : Jumps.outOf(new TreePath(path, finalizer))) {
        if (!(jump.getLeaf() instanceof ThrowTree) || isCertain(jump)) {
          report(jump, body);
        }
      }
    }
  }

  /** A cleanup that may fail throws under some condition, as any method it calls may. */
  private static boolean isCertain(TreePath statement) {
    TreePath around = statement.getParentPath();
    while (around.getLeaf() instanceof BlockTree) {
      around = around.getParentPath();
    }
    return around.getLeaf() instanceof TryTree;
  }

  private void report(TreePath jump, Body body) {
    Tree.Kind kind = jump.getLeaf().getKind();
    reporter.report(
        RULE,
        jump,
        Message.of(
                RULE.id(),
                kind.name().toLowerCase(Locale.ROOT)
                    + " leaves a finally block around an await, in "
                    + body.context().name())
            .why(
                "whatever was on its way is lost: an exception, and the cancellation that somebody"
                    + " waits for")
            .fix(
                kind == Tree.Kind.THROW
                    ? "try { … } catch (Exception e) { … } inside the finally block"
                    : "put it after the try statement"));
  }
}
