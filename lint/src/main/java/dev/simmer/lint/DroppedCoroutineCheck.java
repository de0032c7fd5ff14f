package dev.simmer.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * {@code async-unawaited-coroutine}: a statement that makes a coroutine and lets go of it, so that
 * its body never runs.
 */
final class DroppedCoroutineCheck implements Check {

  private static final Rule RULE = Rule.UNAWAITED_COROUTINE;

  private final Compilation compilation;
  private final Reporter reporter;

  DroppedCoroutineCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath expression : body.droppedCoroutines()) {
      Element callee = compilation.element(expression);
      if (callee == null || mayBeIgnored(callee) || isMocking(expression)) {
        continue;
      }
      String call = Quotation.of(expression);
      String fact =
          "nobody awaits the coroutine that %s returns, in %s"
              .formatted(call, body.context().name());
      reporter.report(
          RULE,
          expression,
          Message.of(RULE.id(), fact)
              .why("a coroutine runs when it is awaited or made a task; here its body never runs")
              .fix(fix(call, body.context())));
    }
  }

  private static String fix(String call, Context context) {
    return switch (context.kind()) {
      case ASYNC_METHOD, ASYNC_LAMBDA ->
          "await(" + call + ");  or, to go on without it, var task = createTask(" + call + ");";
      case CALLBACK -> "createTask(" + call + ");";
      default ->
          "make "
              + context.name()
              + " @Async and await("
              + call
              + ");  or run("
              + call
              + "); where no loop runs";
    };
  }

  private static boolean mayBeIgnored(Element callee) {
    return Vocabulary.hasAnnotation(callee, "CanIgnoreReturnValue") || isNullCheck(callee);
  }

  /** Tells whether a method gives back its argument, which somebody else has as well. */
  private static boolean isNullCheck(Element callee) {
    return callee.getSimpleName().toString().startsWith("requireNonNull")
        && callee.getEnclosingElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals("java.util.Objects");
  }

  /** Tells whether the call is made on what a mocking library returned: verify(mock).save(a). */
  private boolean isMocking(TreePath expression) {
    TreePath path = expression;
    while (path.getLeaf() instanceof MethodInvocationTree invocation) {
      Element callee = compilation.element(path);
      if (callee != null
          && compilation
              .elements()
              .getPackageOf(callee)
              .getQualifiedName()
              .toString()
              .startsWith("org.mockito")) {
        return true;
      }
      ExpressionTree select = invocation.getMethodSelect();
      if (!(select instanceof MemberSelectTree member)) {
        return false;
      }
      path = Paths.inside(new TreePath(new TreePath(path, select), member.getExpression()));
    }
    return false;
  }
}
