package dev.simmer.lint;

import com.sun.source.util.TreePath;
import javax.lang.model.type.TypeMirror;

/** {@code async-null-coroutine}: null where a coroutine is expected. */
final class NullCoroutineCheck implements Check {

  private static final Rule RULE = Rule.NULL_COROUTINE;

  private final Compilation compilation;
  private final Reporter reporter;

  NullCoroutineCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (body.nullResults().isEmpty()) {
      return;
    }
    TypeMirror returned =
        body.method() != null
            ? body.method().getReturnType()
            : compilation.vocabulary().functionReturns(compilation.type(body.path()));
    boolean handedToPool = body.context().kind() == Context.Kind.OFF_LOOP;
    if (handedToPool || !compilation.vocabulary().isCoroutine(returned)) {
      return;
    }
    for (TreePath result : body.nullResults()) {
      reporter.report(
          RULE,
          result,
          Message.of(RULE.id(), body.context().name() + " returns null instead of a coroutine")
              .why("whoever awaits it gets a NullPointerException, not a null result")
              .fix("done(null)"));
    }
  }
}
