package dev.simmer.processor;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.processor.AsyncContext.Kind;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Explains the error javac reports when an async body returns a value where {@code done(value)} is
 * meant: for {@code return await(fetch());} javac speaks of inference variables and their bounds.
 *
 * <p>Like {@link MissingReturnHint} this adds a note, and only to what javac has rejected.
 */
final class MissingDoneHint {
  private final Trees trees;
  private final AsyncContexts contexts;
  private final AsyncIntent intent;
  private final Reporter reporter;

  MissingDoneHint(Trees trees, AsyncContexts contexts, AsyncIntent intent, Reporter reporter) {
    this.trees = trees;
    this.contexts = contexts;
    this.intent = intent;
    this.reporter = reporter;
  }

  void checkReturn(TreePath path) {
    ExpressionTree result = ((ReturnTree) path.getLeaf()).getExpression();
    if (result == null) {
      return;
    }
    AsyncContext context = contexts.around(path);
    if (isRejected(new TreePath(path, result), context)
        && intent.isAsync(context)
        && !reporter.hasReported(context.tree())) {
      note(result, "return " + wrapped(result) + ";");
    }
  }

  void checkLambda(TreePath path) {
    LambdaExpressionTree lambda = (LambdaExpressionTree) path.getLeaf();
    if (lambda.getBody() instanceof ExpressionTree result
        && isRejected(new TreePath(path, result), contexts.ofLambda(path))
        && intent.isAsyncLambda(path)) {
      note(result, "() -> " + wrapped(result));
    }
  }

  private void note(Tree result, String fix) {
    reporter.note(
        result,
        RewriterError.MISSING_DONE
            .message(
                "`" + Quotation.of(result) + "` is a value, and an async body returns a Coroutine")
            .fix(fix));
  }

  private static String wrapped(Tree result) {
    return "done(" + Quotation.of(result) + ")";
  }

  /**
   * Tells whether javac has found that {@code path} is no coroutine. What a call other than await
   * was meant to return is not certain where it fits nothing.
   */
  private boolean isRejected(TreePath path, AsyncContext context) {
    TypeMirror type = trees.getTypeMirror(path);
    boolean isError = type == null || type.getKind() == TypeKind.ERROR;
    if (!isError && context.kind() != Kind.UNKNOWN_LAMBDA) {
      return false;
    }
    Tree result = Skip.wrapping(path.getLeaf());
    if (result instanceof MethodInvocationTree) {
      return SimmerFunction.of(trees.getElement(Skip.wrapping(path)))
              .filter(function -> function == SimmerFunction.AWAIT)
              .isPresent()
          && (type == null || isError || isValue(type));
    }
    if (result instanceof LiteralTree) {
      return result.getKind() != Tree.Kind.NULL_LITERAL;
    }
    return (result instanceof IdentifierTree
            || result instanceof BinaryTree
            || result instanceof NewClassTree)
        && type != null
        && isValue(type instanceof ErrorType error ? trees.getOriginalType(error) : type);
  }

  private static boolean isValue(TypeMirror type) {
    return type.getKind().isPrimitive()
        || (type.getKind() == TypeKind.DECLARED
            && !Names.is(type, Names.COROUTINE)
            && !Names.is(type, Names.GENERATOR));
  }
}
