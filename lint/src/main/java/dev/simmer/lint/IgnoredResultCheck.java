package dev.simmer.lint;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-ignored-result}: a statement that makes a promise of another library and lets go of
 * it. A cold one, {@code Mono} or {@code Uni}, then never runs at all. A hot one runs, and nobody
 * learns how it ended.
 */
final class IgnoredResultCheck implements BodyCheck {

  private static final Rule RULE = Rule.IGNORED_RESULT;

  /** What tells how a promise ended to a function, and returns the promise for more of that. */
  private static final Set<String> LOOKS =
      Set.of(
          "whenComplete",
          "whenCompleteAsync",
          "handle",
          "handleAsync",
          "exceptionally",
          "exceptionallyAsync",
          "onComplete",
          "onSuccess",
          "onFailure",
          "andThen",
          "subscribeWith");

  private final Compilation compilation;
  private final Reporter reporter;

  IgnoredResultCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (Call call : body.droppedCalls()) {
      check(call.path(), body);
    }
    TreePath path = body.path();
    if (path.getLeaf() instanceof LambdaExpressionTree lambda
        && lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION
        && returnsNothing(path)) {
      check(Paths.inside(new TreePath(path, lambda.getBody())), body);
    } else if (path.getLeaf() instanceof MemberReferenceTree && returnsNothing(path)) {
      check(path, body);
    }
  }

  private boolean returnsNothing(TreePath function) {
    TypeMirror returned = compilation.vocabulary().functionReturns(compilation.type(function));
    return returned != null && returned.getKind() == TypeKind.VOID;
  }

  private void check(TreePath expression, Body body) {
    Element callee = compilation.element(expression);
    Promised promised = callee instanceof ExecutableElement method ? made(method) : null;
    if (promised == null
        || callee == null
        || LOOKS.contains(callee.getSimpleName().toString())
        || Vocabulary.hasAnnotation(callee, "CanIgnoreReturnValue")
        || Mocking.isVerified(compilation, expression)) {
      return;
    }
    Message message = message(expression, promised, body);
    if (promised.cold()) {
      reporter.reportAtLeast(RULE, Level.ERROR, expression, message);
    } else {
      reporter.report(RULE, expression, message);
    }
  }

  /** A method of any type, {@code Map.put} or {@code requireNonNull}, hands back what it got. */
  private @Nullable Promised made(ExecutableElement method) {
    TypeMirror returned = method.getReturnType();
    return returned.getKind() == TypeKind.DECLARED ? Promised.of(compilation, returned) : null;
  }

  private static Message message(TreePath expression, Promised promised, Body body) {
    String call = Quotation.of(expression);
    String verb = promised.cold() ? "nobody subscribes to" : "nobody looks at";
    String fact =
        "%s the %s that %s returns, in %s"
            .formatted(verb, promised.type(), call, body.context().name());
    return promised.cold()
        ? Message.of(RULE.id(), fact)
            .why("it does nothing until somebody subscribes; here what it stands for never happens")
            .fix("return it, or make it a part of what is returned: flatMap(…), then(…)")
        : Message.of(RULE.id(), fact)
            .why("if it fails nobody hears of that, and nobody knows when it is done")
            .fix("return it, or handle its end: whenComplete(…), onComplete(…)");
  }
}
