package dev.simmer.lint;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Finds the statements that leave a piece of code: {@code return}, {@code throw} outside a {@code
 * try} with a handler, and the jumps to a target outside of it.
 */
final class Jumps extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final List<TreePath> found = new ArrayList<>();
  private final Deque<Name> labels = new ArrayDeque<>();
  private int loops;
  private int switches;
  private int handlers;

  private Jumps() {}

  /** Returns what leaves {@code code}; where that is a loop, {@code break} leaves it as well. */
  static List<TreePath> outOf(TreePath code) {
    Jumps jumps = new Jumps();
    jumps.scan(code, null);
    return jumps.found;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree node, @Nullable Void unused) {
    found.add(getCurrentPath());
    return null;
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree node, @Nullable Void unused) {
    if (handlers == 0) {
      found.add(getCurrentPath());
    }
    return null;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree node, @Nullable Void unused) {
    jump(node.getLabel(), loops + switches == 0);
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree node, @Nullable Void unused) {
    jump(node.getLabel(), loops == 0);
    return null;
  }

  private void jump(@Nullable Name label, boolean unlabeledLeaves) {
    if (label == null ? unlabeledLeaves : !labels.contains(label)) {
      found.add(getCurrentPath());
    }
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree node, @Nullable Void unused) {
    labels.push(node.getLabel());
    super.visitLabeledStatement(node, null);
    labels.pop();
    return null;
  }

  @Override
  public @Nullable Void visitTry(TryTree node, @Nullable Void unused) {
    scan(node.getResources(), null);
    int caught = node.getCatches().isEmpty() ? 0 : 1;
    handlers += caught;
    scan(node.getBlock(), null);
    handlers -= caught;
    scan(node.getCatches(), null);
    return scan(node.getFinallyBlock(), null);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree node, @Nullable Void unused) {
    return loop(node.getStatement());
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree node, @Nullable Void unused) {
    return loop(node.getStatement());
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree node, @Nullable Void unused) {
    return loop(node.getStatement());
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree node, @Nullable Void unused) {
    return loop(node.getStatement());
  }

  private @Nullable Void loop(Tree statement) {
    loops++;
    scan(statement, null);
    loops--;
    return null;
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree node, @Nullable Void unused) {
    switches++;
    super.visitSwitch(node, null);
    switches--;
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
    return null;
  }
}
