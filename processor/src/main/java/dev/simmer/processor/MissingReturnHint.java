package dev.simmer.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Explains the error javac reports when an async body forgets its {@code return done();}.
 *
 * <p>Javac says "bad return type in lambda expression" or lists every {@code createTask} that does
 * not fit, and cannot know that {@code return done();} is all that is missing. It is javac that
 * fails the build; this adds a note, and only where the end of the body can certainly be reached.
 */
final class MissingReturnHint {
  private final Trees trees;
  private final AsyncIntent intent;
  private final Reporter reporter;

  MissingReturnHint(Trees trees, AsyncIntent intent, Reporter reporter) {
    this.trees = trees;
    this.intent = intent;
    this.reporter = reporter;
  }

  void checkMethod(TreePath path) {
    MethodTree method = (MethodTree) path.getLeaf();
    if (method.getBody() == null
        || reporter.hasReported(method)
        || !(trees.getElement(path) instanceof ExecutableElement element)
        || !Names.isAsync(element)
        || !NormalCompletion.isCertain(method.getBody())) {
      return;
    }
    String end = SuggestedMethod.lastStatement(String.valueOf(method.getReturnType()));
    reporter.note(method, missing("@Async method " + method.getName() + "()", end));
  }

  void checkLambda(TreePath path) {
    LambdaExpressionTree lambda = (LambdaExpressionTree) path.getLeaf();
    if (lambda.getBody() instanceof BlockTree body
        && NormalCompletion.isCertain(body)
        && intent.isAsyncLambda(path)) {
      String end = returnsAnything(lambda) ? "return done(value);" : "return done();";
      reporter.note(lambda, missing("this async lambda", end));
    }
  }

  private static Message missing(String what, String end) {
    return RewriterError.MISSING_RETURN
        .message(what + " can reach its end without `" + end + "`")
        .fix("end it with " + end);
  }

  private static boolean returnsAnything(LambdaExpressionTree lambda) {
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitReturn(ReturnTree tree, @Nullable Void unused) {
            return tree.getExpression() instanceof MethodInvocationTree call
                && !call.getArguments().isEmpty();
          }

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
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(lambda.getBody(), null));
  }
}
