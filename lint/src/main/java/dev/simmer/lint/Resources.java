package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;

/** Names the variables that are closed when a {@code try} statement ends. */
final class Resources {

  private Resources() {}

  /** Returns those in its head, in order. */
  static List<Element> declaredIn(Compilation compilation, TreePath path) {
    List<Element> variables = new ArrayList<>();
    for (Tree resource : ((TryTree) path.getLeaf()).getResources()) {
      Element variable = compilation.element(path, resource);
      if (variable != null) {
        variables.add(variable);
      }
    }
    return variables;
  }

  /** Returns those in its head, and those that its {@code finally} block closes by name. */
  static Set<Element> closedBy(Compilation compilation, TreePath path) {
    Set<Element> variables = new LinkedHashSet<>(declaredIn(compilation, path));
    BlockTree end = ((TryTree) path.getLeaf()).getFinallyBlock();
    if (end == null) {
      return variables;
    }
    for (StatementTree statement : end.getStatements()) {
      if (statement instanceof ExpressionStatementTree expression
          && expression.getExpression() instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals("close")) {
        TreePath closed = new TreePath(new TreePath(path, end), statement);
        for (Tree step : List.of(call, select, select.getExpression())) {
          closed = new TreePath(closed, step);
        }
        Element variable = compilation.element(closed);
        if (variable != null) {
          variables.add(variable);
        }
      }
    }
    return variables;
  }
}
