package dev.simmer.lint;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Follows a function back to where it is written: through parentheses, casts, both sides of a
 * conditional, and variables that never have another value.
 *
 * <pre>
 * Callable&lt;String&gt; read = () -&gt; Files.readString(path);
 * return done(read.call());
 * </pre>
 */
final class Functions {

  /** What stands for the name of a lambda in the call graph; its place tells which. */
  static final String NAME = "a function";

  /** More hops than any reader would follow. */
  private static final int MAX_DEPTH = 8;

  private final Compilation compilation;
  private final Bindings bindings;

  Functions(Compilation compilation, Bindings bindings) {
    this.compilation = compilation;
    this.bindings = bindings;
  }

  /**
   * Returns the lambdas and method references that the expression can stand for, or null when it
   * may be one from elsewhere. What the JDK makes of functions stands for those.
   */
  @Nullable List<TreePath> of(TreePath expression) {
    List<TreePath> found = new ArrayList<>();
    return collect(expression, found, 0) ? found : null;
  }

  /** Returns the one lambda or method reference it stands for, or null. */
  @Nullable TreePath onlyOne(TreePath expression) {
    List<TreePath> found = of(expression);
    return found == null || found.size() != 1 ? null : found.get(0);
  }

  private boolean collect(TreePath expression, List<TreePath> found, int depth) {
    TreePath value = Paths.value(expression);
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value.getLeaf() instanceof LambdaExpressionTree
        || value.getLeaf() instanceof MemberReferenceTree) {
      found.add(value);
      return true;
    }
    if (value.getLeaf() instanceof ConditionalExpressionTree choice) {
      return collect(new TreePath(value, choice.getTrueExpression()), found, depth + 1)
          && collect(new TreePath(value, choice.getFalseExpression()), found, depth + 1);
    }
    if (value.getLeaf() instanceof MethodInvocationTree invocation) {
      return collectMade(value, invocation, found, depth);
    }
    if (value.getLeaf() instanceof LiteralTree literal && literal.getValue() == null) {
      return true;
    }
    TreePath only =
        compilation.element(value) instanceof VariableElement variable
            ? bindings.onlyValueOf(variable)
            : null;
    return only != null && collect(only, found, depth + 1);
  }

  /** {@code Comparator.comparing(…).thenComparing(…)}: whoever hands over a function is asked. */
  private boolean collectMade(
      TreePath path, MethodInvocationTree invocation, List<TreePath> found, int depth) {
    TreePath select = Paths.inside(new TreePath(path, invocation.getMethodSelect()));
    if (!(compilation.element(select) instanceof ExecutableElement method)
        || method.getReturnType().getKind() != TypeKind.DECLARED
        || !(select.getLeaf() instanceof MemberSelectTree member)) {
      return false;
    }
    MethodKey key = compilation.key(method);
    if (!Platform.isPartOf(key.owner())) {
      return false;
    }
    return method.getModifiers().contains(Modifier.STATIC)
        ? compilation.vocabulary().functionReturns(method.getReturnType()) != null
        : collect(new TreePath(select, member.getExpression()), found, depth + 1);
  }

  /** Returns the name of a lambda or method reference in the call graph, by where it stands. */
  static MethodKey key(Compilation compilation, TreePath function) {
    String file = function.getCompilationUnit().getSourceFile().toUri().toString();
    return new MethodKey(file, NAME, String.valueOf(compilation.start(function)));
  }
}
