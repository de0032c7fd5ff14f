package dev.simmer.lint;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * Tells whether a coroutine keeps a variable's object for when it runs: as receiver or argument of
 * the call that makes it, or in a lambda. What is only asked for a value while the coroutine is
 * made, {@code load(connection.id())}, is not kept.
 */
final class Captures {
  private final Compilation compilation;
  private final Bindings bindings;

  Captures(Compilation compilation, Bindings bindings) {
    this.compilation = compilation;
    this.bindings = bindings;
  }

  boolean keeps(TreePath expression, Set<? extends Element> variables) {
    TreePath value = Paths.value(expression);
    Tree tree = value.getLeaf();
    if (tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree) {
      return Uses.anyIn(compilation, value, variables);
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return keeps(new TreePath(value, choice.getTrueExpression()), variables)
          || keeps(new TreePath(value, choice.getFalseExpression()), variables);
    }
    if (tree instanceof MethodInvocationTree call) {
      return compilation.vocabulary().isCoroutine(compilation.type(value))
          && keepsAny(value, call, variables);
    }
    Element element = tree instanceof IdentifierTree ? compilation.element(value) : null;
    return element != null && (variables.contains(element) || isMadeOf(element, variables));
  }

  private boolean keepsAny(
      TreePath path, MethodInvocationTree call, Set<? extends Element> variables) {
    for (ExpressionTree argument : call.getArguments()) {
      if (keeps(new TreePath(path, argument), variables)) {
        return true;
      }
    }
    TreePath select = Paths.inside(new TreePath(path, call.getMethodSelect()));
    return select.getLeaf() instanceof MemberSelectTree member
        && keeps(new TreePath(select, member.getExpression()), variables);
  }

  private boolean isMadeOf(Element element, Set<? extends Element> variables) {
    Bindings.Variable variable = bindings.find(element);
    TreePath made = variable == null ? null : variable.onlyValue();
    return made != null
        && Paths.value(made).getLeaf() instanceof MethodInvocationTree
        && keeps(made, variables);
  }
}
