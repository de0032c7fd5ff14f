package dev.simmer.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.simmer.processor.AsyncContext.Kind;
import java.util.Optional;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a coroutine may be returned unawaited: not from a {@code try} whose {@code finally} cannot
 * complete normally.
 *
 * <p>Javac evaluates the expression, stores it, and writes the finalizer; as nothing follows that,
 * the return itself is not written. Nothing in the class file then tells the coroutine, which was
 * to be awaited there, from one that is only made.
 */
final class DiscardedReturnRule {
  private final Trees trees;
  private final AsyncContexts contexts;
  private final Reporter reporter;

  DiscardedReturnRule(Trees trees, AsyncContexts contexts, Reporter reporter) {
    this.trees = trees;
    this.contexts = contexts;
    this.reporter = reporter;
  }

  void check(TreePath path) {
    ExpressionTree result = ((ReturnTree) path.getLeaf()).getExpression();
    if (result == null) {
      return;
    }
    Optional<BlockTree> finalizer = discarding(path);
    if (finalizer.isEmpty() || !isOfAsyncCode(path)) {
      return;
    }
    Optional<Tree> coroutine = unawaited(new TreePath(path, result));
    coroutine.ifPresent(guilty -> report(guilty, finalizer.get()));
  }

  private void report(Tree guilty, BlockTree finalizer) {
    String quoted = Quotation.of(guilty);
    reporter.error(
        guilty,
        guilty,
        reporter
            .where(
                RewriterError.DISCARDED_RETURN.message(
                    "`" + quoted + "` is returned, but a finally block always discards it"),
                "the finally block begins at",
                finalizer,
                guilty)
            .fix("return done(await(" + quoted + "));"));
  }

  private boolean isOfAsyncCode(TreePath path) {
    AsyncContext context = contexts.around(path);
    return context.kind() != Kind.ASYNC_GENERATOR && contexts.isAsync(context.path());
  }

  /** Returns the innermost finalizer that stops whatever leaves the {@code try} at {@code path}. */
  private Optional<BlockTree> discarding(TreePath path) {
    TreePath child = path;
    for (TreePath parent = path.getParentPath(); parent != null; parent = parent.getParentPath()) {
      Tree tree = parent.getLeaf();
      if (tree instanceof TryTree attempt) {
        BlockTree finalizer = attempt.getFinallyBlock();
        TreePath attemptPath = parent;
        if (finalizer != null
            && !finalizer.equals(child.getLeaf())
            && new AbruptCompletion(condition -> constant(attemptPath, condition))
                .isCertain(finalizer)) {
          return Optional.of(finalizer);
        }
      } else if (tree instanceof ClassTree || tree instanceof LambdaExpressionTree) {
        return Optional.empty();
      }
      child = parent;
    }
    return Optional.empty();
  }

  private Optional<Boolean> constant(TreePath around, ExpressionTree condition) {
    return ConstantCondition.of(trees, TreePath.getPath(around, condition));
  }

  /** Returns the smallest expression whose value is the result and has not been awaited. */
  private Optional<Tree> unawaited(TreePath result) {
    TreePath path = Skip.wrapping(result);
    Tree tree = path.getLeaf();
    if (tree instanceof ConditionalExpressionTree choice) {
      return unawaited(new TreePath(path, choice.getTrueExpression()))
          .or(() -> unawaited(new TreePath(path, choice.getFalseExpression())));
    }
    if (tree instanceof SwitchExpressionTree) {
      return Optional.ofNullable(new Arms(path).scan(path, null));
    }
    boolean awaited =
        tree.getKind() == Tree.Kind.NULL_LITERAL
            || (tree instanceof MethodInvocationTree && isDone(trees.getElement(path)));
    return awaited ? Optional.empty() : Optional.of(tree);
  }

  private static boolean isDone(@Nullable Element called) {
    return called != null
        && called.getSimpleName().contentEquals("done")
        && Names.isClass(called.getEnclosingElement(), Names.SIMMER);
  }

  /** Finds the first arm of a switch expression that yields a coroutine. */
  private final class Arms extends TreePathScanner<@Nullable Tree, @Nullable Void> {
    private final TreePath root;

    Arms(TreePath root) {
      this.root = root;
    }

    @Override
    public @Nullable Tree visitCase(CaseTree tree, @Nullable Void unused) {
      return tree.getBody() instanceof ExpressionTree value
          ? unawaited(new TreePath(getCurrentPath(), value)).orElse(null)
          : super.visitCase(tree, null);
    }

    @Override
    public @Nullable Tree visitYield(YieldTree tree, @Nullable Void unused) {
      return unawaited(new TreePath(getCurrentPath(), tree.getValue())).orElse(null);
    }

    @Override
    public @Nullable Tree visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
      return tree.equals(root.getLeaf()) ? super.visitSwitchExpression(tree, null) : null;
    }

    @Override
    public @Nullable Tree visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Tree visitClass(ClassTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Tree reduce(@Nullable Tree one, @Nullable Tree other) {
      return one == null ? other : one;
    }
  }
}
