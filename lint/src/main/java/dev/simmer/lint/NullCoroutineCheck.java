package dev.simmer.lint;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code async-null-coroutine}: null where a coroutine is expected. */
final class NullCoroutineCheck implements BodyCheck {

  private static final Rule RULE = Rule.NULL_COROUTINE;

  private final Compilation compilation;
  private final Reporter reporter;

  NullCoroutineCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    List<TreePath> nulls = new ArrayList<>();
    for (TreePath result : body.results()) {
      if (result.getLeaf().getKind() == Tree.Kind.NULL_LITERAL) {
        nulls.add(result);
      }
    }
    if (nulls.isEmpty()) {
      return;
    }
    TypeMirror returned =
        body.method() != null
            ? body.method().getReturnType()
            : compilation.vocabulary().functionReturns(compilation.type(body.path()));
    boolean handedToPool = body.context().kind() == Context.Kind.OFF_LOOP;
    if (handedToPool
        || isNullable(body, returned)
        || !compilation.vocabulary().isCoroutine(returned)) {
      return;
    }
    for (TreePath result : nulls) {
      reporter.report(
          RULE,
          result,
          Message.of(RULE.id(), body.context().name() + " returns null instead of a coroutine")
              .why("whoever awaits it gets a NullPointerException, not a null result")
              .fix("done(null)"),
          Edit.of(compilation, result, Rewrites::doneNull));
    }
  }

  /** Who declares it says that there may be no coroutine at all. */
  private static boolean isNullable(Body body, @Nullable TypeMirror returned) {
    String nullable = "Nullable";
    return (body.method() != null && Vocabulary.hasAnnotation(body.method(), nullable))
        || (returned != null && Vocabulary.hasAnnotation(returned, nullable));
  }
}
