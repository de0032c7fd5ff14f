package dev.simmer.processor;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Knows the value of a constant condition (JLS 15.29) as far as people write them: literals and
 * constant variables, joined by boolean operators. Javac keeps the others to itself.
 */
final class ConstantCondition {
  private ConstantCondition() {}

  static Optional<Boolean> of(Trees trees, TreePath path) {
    TreePath condition = Skip.wrapping(path);
    Tree tree = condition.getLeaf();
    if (tree instanceof LiteralTree literal) {
      return bool(literal.getValue());
    }
    if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
      return trees.getElement(condition) instanceof VariableElement variable
          ? bool(variable.getConstantValue())
          : Optional.empty();
    }
    if (tree instanceof UnaryTree not && tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return of(trees, new TreePath(condition, not.getExpression())).map(value -> !value);
    }
    if (!(tree instanceof BinaryTree both)) {
      return Optional.empty();
    }
    Optional<Boolean> left = of(trees, new TreePath(condition, both.getLeftOperand()));
    Optional<Boolean> right = of(trees, new TreePath(condition, both.getRightOperand()));
    return switch (tree.getKind()) {
      case CONDITIONAL_AND -> joined(left, right, false);
      case CONDITIONAL_OR -> joined(left, right, true);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> bool(@Nullable Object constant) {
    return constant instanceof Boolean value ? Optional.of(value) : Optional.empty();
  }

  /** Joins operands of which either alone decides the whole by being {@code deciding}. */
  private static Optional<Boolean> joined(
      Optional<Boolean> left, Optional<Boolean> right, boolean deciding) {
    Optional<Boolean> decided = Optional.of(deciding);
    if (left.equals(decided) || right.equals(decided)) {
      return decided;
    }
    return left.isPresent() ? right : left;
  }
}
