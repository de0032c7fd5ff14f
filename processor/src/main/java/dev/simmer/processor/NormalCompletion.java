package dev.simmer.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the end of a block can certainly be reached (JLS 14.22).
 *
 * <p>It errs on one side: what depends on a constant, a label or a {@code switch} counts as not
 * reaching its end, so that a hint is never given where javac found nothing.
 */
final class NormalCompletion {
  private NormalCompletion() {}

  static boolean isCertain(StatementTree statement) {
    if (statement instanceof BlockTree block) {
      return areCertain(block.getStatements());
    }
    if (statement instanceof IfTree branch) {
      return branch.getElseStatement() == null
          || isCertain(branch.getThenStatement())
          || isCertain(branch.getElseStatement());
    }
    if (statement instanceof TryTree attempt) {
      return (attempt.getFinallyBlock() == null || isCertain(attempt.getFinallyBlock()))
          && (isCertain(attempt.getBlock())
              || attempt.getCatches().stream()
                  .map(CatchTree::getBlock)
                  .anyMatch(NormalCompletion::isCertain));
    }
    if (statement instanceof SynchronizedTree block) {
      return isCertain(block.getBlock());
    }
    if (statement instanceof WhileLoopTree loop) {
      return dependsOnCall(loop.getCondition());
    }
    return statement instanceof ExpressionStatementTree
        || statement instanceof EmptyStatementTree
        || statement instanceof VariableTree
        || statement instanceof ClassTree
        || statement instanceof EnhancedForLoopTree;
  }

  /** A condition that calls a method is no constant, so that its loop can end (JLS 15.29). */
  private static boolean dependsOnCall(Tree condition) {
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
            return true;
          }

          @Override
          public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(condition, null));
  }

  private static boolean areCertain(List<? extends StatementTree> statements) {
    return statements.stream().allMatch(NormalCompletion::isCertain);
  }
}
