package dev.simmer.lint;

import com.sun.source.tree.ReturnTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** {@code async-lost-type}: a coroutine returned as an object of any kind. */
final class LostTypeCheck implements BodyCheck {
  private static final Rule RULE = Rule.LOST_TYPE;

  private final Compilation compilation;
  private final Reporter reporter;

  LostTypeCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    ExecutableElement method = body.method();
    if (method == null
        || body.coroutines().isEmpty()
        || !isObject(method)
        || compilation.hierarchy().overrides(method)) {
      return; // What somebody else declared cannot say more.
    }
    for (TreePath coroutine : body.coroutines()) {
      TreePath value = Paths.outermostValue(coroutine);
      if (value.getParentPath().getLeaf() instanceof ReturnTree) {
        String code = Quotation.of(coroutine);
        reporter.report(
            RULE,
            coroutine,
            Message.of(
                    RULE.id(),
                    "%s returns the coroutine %s as an Object"
                        .formatted(body.context().name(), code))
                .why("its caller cannot see that there is something to await, and neither can we")
                .fix("declare that " + method.getSimpleName() + " returns Coroutine<…>"));
      }
    }
  }

  private boolean isObject(ExecutableElement method) {
    TypeElement type = compilation.classOf(method.getReturnType());
    return type != null
        && type.getQualifiedName().contentEquals("java.lang.Object")
        && method.getReturnType().getKind() == TypeKind.DECLARED;
  }
}
