package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a piece of async code may wait anywhere: by an await, a step of an {@code each}
 * loop, an {@code emit}, the close of a resource, or the return of a coroutine. What lambdas inside
 * it do is not counted.
 */
final class Suspensions {
  private static final Set<String> SUSPEND = Set.of("await", "each", "emit");

  private Suspensions() {}

  static boolean anyIn(Compilation compilation, TreePath code) {
    return Boolean.TRUE.equals(new Scanner(compilation).scan(code, null));
  }

  private static final class Scanner extends TreePathScanner<@Nullable Boolean, @Nullable Void> {
    private final Compilation compilation;

    Scanner(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    public @Nullable Boolean visitMethodInvocation(
        MethodInvocationTree node, @Nullable Void unused) {
      boolean suspends =
          compilation.element(getCurrentPath()) instanceof ExecutableElement method
              && Vocabulary.isSimmer(method)
              && SUSPEND.contains(method.getSimpleName().toString());
      return suspends ? Boolean.TRUE : super.visitMethodInvocation(node, null);
    }

    @Override
    public @Nullable Boolean visitTry(TryTree node, @Nullable Void unused) {
      for (Tree resource : node.getResources()) {
        if (!isTimeout(new TreePath(getCurrentPath(), resource))) {
          return Boolean.TRUE;
        }
      }
      return super.visitTry(node, null);
    }

    /** To leave a timeout takes no time. */
    private boolean isTimeout(TreePath resource) {
      return Vocabulary.isTimeout(compilation.classOf(compilation.type(resource)));
    }

    @Override
    public @Nullable Boolean visitReturn(ReturnTree node, @Nullable Void unused) {
      if (node.getExpression() == null) {
        return null;
      }
      TreePath value = Paths.value(new TreePath(getCurrentPath(), node.getExpression()));
      boolean ends =
          compilation.element(value) instanceof ExecutableElement method
              && Vocabulary.isSimmer(method)
              && (method.getSimpleName().contentEquals("done")
                  || method.getSimpleName().contentEquals("end"));
      boolean waits = !ends && compilation.vocabulary().isCoroutine(compilation.type(value));
      return waits ? Boolean.TRUE : super.visitReturn(node, null);
    }

    @Override
    public @Nullable Boolean visitLambdaExpression(
        LambdaExpressionTree node, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Boolean visitClass(ClassTree node, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
      return Boolean.TRUE.equals(one) ? one : other;
    }
  }
}
