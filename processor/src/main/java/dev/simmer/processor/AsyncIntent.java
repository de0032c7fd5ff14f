package dev.simmer.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.processor.AsyncContext.Kind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Says which code is meant to be async, also where javac could not decide.
 *
 * <p>Javac chooses no method when a lambda fits none, and then a lambda has no target. It is meant
 * to be async when a method of the name that is called takes an async lambda, and it suspends.
 */
final class AsyncIntent {
  private final Trees trees;
  private final Elements elements;
  private final AsyncContexts contexts;
  private final SuspensionPoints points;
  private final LambdaTargets targets;

  AsyncIntent(
      Trees trees,
      Elements elements,
      AsyncContexts contexts,
      SuspensionPoints points,
      LambdaTargets targets) {
    this.trees = trees;
    this.elements = elements;
    this.contexts = contexts;
    this.points = points;
    this.targets = targets;
  }

  boolean isAsync(AsyncContext context) {
    return switch (context.kind()) {
      case ASYNC_METHOD, ASYNC_GENERATOR -> true;
      case ASYNC_LAMBDA, UNKNOWN_LAMBDA -> isAsyncLambda(context.path());
      default -> false;
    };
  }

  boolean isAsyncLambda(TreePath lambda) {
    Kind kind = contexts.ofLambda(lambda).kind();
    return points.anyIn(lambda)
        && (kind == Kind.ASYNC_LAMBDA
            || (kind == Kind.UNKNOWN_LAMBDA && isGivenToAsyncCallee(lambda)));
  }

  private boolean isGivenToAsyncCallee(TreePath path) {
    if (!(path.getLeaf() instanceof LambdaExpressionTree lambda)
        || !(path.getParentPath().getLeaf() instanceof MethodInvocationTree call)
        || !call.getArguments().contains(lambda)) {
      return false;
    }
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      TreePath receiver =
          new TreePath(new TreePath(path.getParentPath(), select), select.getExpression());
      return takesAsyncLambda(trees.getTypeMirror(receiver), select.getIdentifier().toString());
    }
    return call.getMethodSelect() instanceof IdentifierTree name
        && isAsyncCalleeInScope(path, name.getName().toString());
  }

  /** Looks at what is imported from Simmer, and at the methods of the classes around the call. */
  private boolean isAsyncCalleeInScope(TreePath path, String name) {
    TypeElement simmer = elements.getTypeElement(Names.SIMMER);
    if (simmer != null && takesAsyncLambda(simmer.asType(), name)) {
      return true;
    }
    for (TreePath outer = path; outer != null; outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof ClassTree
          && takesAsyncLambda(trees.getTypeMirror(outer), name)) {
        return true;
      }
    }
    return false;
  }

  private boolean takesAsyncLambda(@Nullable TypeMirror owner, String name) {
    return owner != null
        && owner.getKind() == TypeKind.DECLARED
        && ElementFilter.methodsIn(
                elements.getAllMembers((TypeElement) ((DeclaredType) owner).asElement()))
            .stream()
            .filter(method -> method.getSimpleName().contentEquals(name))
            .flatMap(method -> method.getParameters().stream())
            .map(parameter -> targets.ofType(parameter.asType()))
            .anyMatch(target -> target.filter(LambdaTarget::returnsCoroutine).isPresent());
  }
}
