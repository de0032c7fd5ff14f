package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Finds the awaits that run where a piece of code runs: not those of lambdas inside it. */
final class Awaits {

  private Awaits() {}

  static List<TreePath> in(Compilation compilation, TreePath code) {
    List<TreePath> found = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree node, @Nullable Void unused) {
        if (node.getMethodSelect().toString().endsWith("await")
            && compilation.element(getCurrentPath()) instanceof ExecutableElement method
            && compilation.vocabulary().isAwait(method)) {
          found.add(getCurrentPath());
        }
        return super.visitMethodInvocation(node, null);
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree node, @Nullable Void unused) {
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
        return null;
      }
    }.scan(code, null);
    return found;
  }
}
