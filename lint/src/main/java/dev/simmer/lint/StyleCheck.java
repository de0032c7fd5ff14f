package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What could be said with less: {@code async-zero-sleep}, {@code async-unnecessary-await}, {@code
 * async-no-await}, {@code async-timeout-param}.
 */
final class StyleCheck implements BodyCheck {
  private final Compilation compilation;
  private final Reporter reporter;

  StyleCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (Call call : body.calls()) {
      if (call.name().equals("sleep")
          && isSimmer(call.method(), "sleep")
          && call.arguments().size() == 1
          && isZero(call.arguments().get(0))) {
        reportZeroSleep(call);
      }
    }
    if (body.method() != null
        && body.context().kind() == Context.Kind.ASYNC_METHOD
        && body.path().getLeaf() instanceof MethodTree method) {
      checkMethod(body, body.method(), method);
    }
  }

  private void checkMethod(Body body, ExecutableElement element, MethodTree method) {
    boolean free = !compilation.hierarchy().overrides(element);
    for (int i = 0; free && i < element.getParameters().size(); i++) {
      VariableElement parameter = element.getParameters().get(i);
      if (isTimeout(parameter)) {
        reportTimeout(body, method, i, parameter);
      }
    }
    BlockTree code = method.getBody();
    if (code == null) {
      return;
    }
    TreePath path = new TreePath(body.path(), code);
    TreePath awaited = onlyAwaits(path, code.getStatements());
    if (awaited != null) {
      reportUnnecessary(body, awaited);
    } else if (free
        && compilation.vocabulary().isCoroutine(element.getReturnType())
        && Vocabulary.hasAnnotation(element, "Async") // and not by being a test
        && !Suspensions.anyIn(compilation, path)
        && returns(path)) {
      reportNoAwait(body, element);
    }
  }

  /** What only throws may stand for a failure to come. */
  private static boolean returns(TreePath code) {
    return Jumps.outOf(code).stream().anyMatch(jump -> jump.getLeaf() instanceof ReturnTree);
  }

  /** Returns x where the code is {@code return done(await(x));} and nothing else. */
  private @Nullable TreePath onlyAwaits(TreePath path, List<? extends StatementTree> statements) {
    if (statements.size() != 1
        || !(statements.get(0) instanceof ReturnTree returned)
        || returned.getExpression() == null) {
      return null;
    }
    TreePath value =
        Paths.inside(new TreePath(new TreePath(path, returned), returned.getExpression()));
    TreePath result = argument(value, "done");
    TreePath awaited = result == null ? null : argument(Paths.inside(result), "await");
    return awaited != null && compilation.vocabulary().isCoroutine(compilation.type(awaited))
        ? awaited
        : null;
  }

  private @Nullable TreePath argument(TreePath call, String function) {
    return call.getLeaf() instanceof MethodInvocationTree invocation
            && invocation.getArguments().size() == 1
            && isSimmer(compilation.element(call), function)
        ? new TreePath(call, invocation.getArguments().get(0))
        : null;
  }

  private static boolean isSimmer(@Nullable Element element, String function) {
    return element instanceof ExecutableElement method
        && Vocabulary.isSimmer(method)
        && method.getSimpleName().contentEquals(function);
  }

  private boolean isZero(TreePath duration) {
    Tree tree = Paths.inside(duration).getLeaf();
    if (tree instanceof MethodInvocationTree call && call.getArguments().size() == 1) {
      ExpressionTree amount = call.getArguments().get(0);
      return amount instanceof LiteralTree literal
          && literal.getValue() instanceof Number number
          && number.doubleValue() == 0;
    }
    Element element = compilation.element(Paths.inside(duration));
    return element instanceof VariableElement constant
        && constant.getSimpleName().contentEquals("ZERO")
        && "java.time.Duration".equals(String.valueOf(constant.getEnclosingElement()));
  }

  private static boolean isTimeout(VariableElement parameter) {
    return parameter.getSimpleName().toString().toLowerCase(Locale.ROOT).startsWith("timeout");
  }

  private void reportZeroSleep(Call call) {
    Rule rule = Rule.ZERO_SLEEP;
    reporter.report(
        rule,
        call.path(),
        Message.of(rule.id(), Quotation.of(call.path()) + " sleeps for no time")
            .why("it only lets others run, and there is a name for that")
            .fix("yieldNow()"),
        Edit.of(compilation, call.path(), Rewrites::yieldNow));
  }

  private void reportTimeout(Body body, MethodTree method, int index, VariableElement parameter) {
    Rule rule = Rule.TIMEOUT_PARAM;
    reporter.report(
        rule,
        new TreePath(body.path(), method.getParameters().get(index)),
        Message.of(
                rule.id(),
                "%s takes the timeout '%s'"
                    .formatted(body.context().name(), parameter.getSimpleName()))
            .why("every caller can set a deadline around any await, and knows better which")
            .fix("await(waitFor(" + method.getName() + "(…), " + parameter.getSimpleName() + "))"));
  }

  private void reportUnnecessary(Body body, TreePath awaited) {
    Rule rule = Rule.UNNECESSARY_AWAIT;
    String code = Quotation.of(awaited);
    reporter.report(
        rule,
        awaited.getParentPath(),
        Message.of(rule.id(), body.context().name() + " does nothing but await " + code)
            .why("the coroutine can be handed on as it is")
            .fix("return " + code + ";"),
        isSameType(body, awaited)
            ? Edit.of(compilation, awaited.getParentPath(), Rewrites::handOn)
            : null);
  }

  private boolean isSameType(Body body, TreePath awaited) {
    TypeMirror type = compilation.type(awaited);
    return body.method() != null
        && type != null
        && compilation.types().isSubtype(type, body.method().getReturnType());
  }

  private void reportNoAwait(Body body, ExecutableElement method) {
    Rule rule = Rule.NO_AWAIT;
    boolean hidden = method.getModifiers().contains(Modifier.PRIVATE);
    reporter.reportAtLeast(
        rule,
        hidden ? Level.WARN : Level.OFF,
        body.path(),
        Message.of(rule.id(), body.context().name() + " is @Async and never waits")
            .why("its callers have to wait for what is there at once")
            .fix("drop @Async" + (hidden ? ", and return the result itself" : "")));
  }
}
