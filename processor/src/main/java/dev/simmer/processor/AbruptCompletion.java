package dev.simmer.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the end of a block can certainly not be reached (JLS 14.22), in the code that
 * javac writes: unlike the specification, javac follows the constant condition of an {@code if}.
 *
 * <p>The counterpart of {@link NormalCompletion}: what neither is certain of may complete or not.
 */
final class AbruptCompletion {
  private final Function<ExpressionTree, Optional<Boolean>> constants;

  /**
   * Creates one.
   *
   * @param constants the value of a constant condition, empty for any other
   */
  AbruptCompletion(Function<ExpressionTree, Optional<Boolean>> constants) {
    this.constants = constants;
  }

  boolean isCertain(StatementTree statement) {
    return !mayComplete(statement);
  }

  private boolean mayComplete(StatementTree statement) {
    if (statement instanceof BlockTree block) {
      return mayComplete(block.getStatements());
    }
    if (statement instanceof IfTree branch) {
      StatementTree otherwise = branch.getElseStatement();
      return (canBe(true, branch.getCondition()) && mayComplete(branch.getThenStatement()))
          || (canBe(false, branch.getCondition()) && (otherwise == null || mayComplete(otherwise)));
    }
    if (statement instanceof LabeledStatementTree labeled) {
      return mayComplete(labeled.getStatement())
          || isLeft(labeled.getStatement(), labeled.getLabel());
    }
    if (statement instanceof WhileLoopTree loop) {
      return canBe(false, loop.getCondition()) || isLeft(loop.getStatement(), null);
    }
    if (statement instanceof DoWhileLoopTree loop) {
      boolean reachesCondition =
          mayComplete(loop.getStatement()) || contains(loop.getStatement(), ContinueTree.class);
      return (reachesCondition && canBe(false, loop.getCondition()))
          || isLeft(loop.getStatement(), null);
    }
    if (statement instanceof ForLoopTree loop) {
      return (loop.getCondition() != null && canBe(false, loop.getCondition()))
          || isLeft(loop.getStatement(), null);
    }
    if (statement instanceof SwitchTree selection) {
      return mayComplete(selection);
    }
    if (statement instanceof TryTree attempt) {
      return (attempt.getFinallyBlock() == null || mayComplete(attempt.getFinallyBlock()))
          && (mayComplete(attempt.getBlock())
              || attempt.getCatches().stream().anyMatch(one -> mayComplete(one.getBlock())));
    }
    if (statement instanceof SynchronizedTree block) {
      return mayComplete(block.getBlock());
    }
    return !(statement instanceof ReturnTree
        || statement instanceof ThrowTree
        || statement instanceof BreakTree
        || statement instanceof ContinueTree
        || statement instanceof YieldTree);
  }

  private boolean mayComplete(List<? extends StatementTree> statements) {
    return statements.stream().allMatch(this::mayComplete);
  }

  private boolean mayComplete(SwitchTree selection) {
    List<? extends CaseTree> cases = selection.getCases();
    if (cases.stream().noneMatch(AbruptCompletion::isExhaustive)) {
      return true;
    }
    for (CaseTree one : cases) {
      boolean last = one.equals(cases.get(cases.size() - 1));
      if (isLeft(one, null)
          || (one.getCaseKind() == CaseTree.CaseKind.RULE
              ? !(one.getBody() instanceof StatementTree body) || mayComplete(body)
              : last && mayComplete(one.getStatements()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether a switch with this case has one for every value: it is the {@code default}, or
   * has a pattern or {@code null}, with which javac sees to it (JLS 14.11.2).
   */
  private static boolean isExhaustive(CaseTree one) {
    return one.getExpressions().isEmpty()
        || one.getExpressions().stream()
            .anyMatch(label -> label.getKind() == Tree.Kind.NULL_LITERAL);
  }

  private boolean canBe(boolean value, ExpressionTree condition) {
    return constants.apply(condition).orElse(value) == value;
  }

  /**
   * Tells whether a {@code break} leaves the loop, switch or labelled statement around {@code
   * inside}.
   *
   * @param label the label it names; null for a plain one
   */
  private boolean isLeft(Tree inside, @Nullable Name label) {
    return found(
        new Search() {
          private int nested;

          @Override
          public Boolean visitBreak(BreakTree tree, @Nullable Void unused) {
            return label == null
                ? nested == 0 && tree.getLabel() == null
                : label.equals(tree.getLabel());
          }

          @Override
          public Boolean visitTry(TryTree tree, @Nullable Void unused) {
            // A finally block that does not end stops the break as it stops everything else.
            return (tree.getFinallyBlock() != null && isCertain(tree.getFinallyBlock()))
                ? scan(tree.getFinallyBlock(), null)
                : super.visitTry(tree, null);
          }

          @Override
          public Boolean visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
            return inner(() -> super.visitWhileLoop(tree, null));
          }

          @Override
          public Boolean visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
            return inner(() -> super.visitDoWhileLoop(tree, null));
          }

          @Override
          public Boolean visitForLoop(ForLoopTree tree, @Nullable Void unused) {
            return inner(() -> super.visitForLoop(tree, null));
          }

          @Override
          public Boolean visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
            return inner(() -> super.visitEnhancedForLoop(tree, null));
          }

          @Override
          public Boolean visitSwitch(SwitchTree tree, @Nullable Void unused) {
            return inner(() -> super.visitSwitch(tree, null));
          }

          private Boolean inner(Supplier<@Nullable Boolean> visit) {
            nested++;
            boolean found = found(visit.get());
            nested--;
            return found;
          }
        }.scan(inside, null));
  }

  private static boolean contains(Tree inside, Class<? extends Tree> kind) {
    return found(
        new Search() {
          @Override
          public Boolean scan(@Nullable Tree tree, @Nullable Void unused) {
            return kind.isInstance(tree) || found(super.scan(tree, null));
          }
        }.scan(inside, null));
  }

  private static boolean found(@Nullable Boolean answer) {
    return Boolean.TRUE.equals(answer);
  }

  /** Looks for something in code that belongs to the same method. */
  private static class Search extends TreeScanner<Boolean, @Nullable Void> {
    @Override
    public Boolean visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return false;
    }

    @Override
    public Boolean visitClass(ClassTree tree, @Nullable Void unused) {
      return false;
    }

    @Override
    public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
      return found(one) || found(other);
    }
  }
}
