package dev.simmer.lint;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/**
 * {@code async-unused-coroutine}: a coroutine kept in a variable that nobody reads, whatever the
 * variable is called.
 */
final class UnusedCoroutineCheck implements Check {

  private static final Rule RULE = Rule.UNUSED_COROUTINE;

  private final Compilation compilation;
  private final Reporter reporter;

  UnusedCoroutineCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(ClassFacts facts) {
    for (Bindings.Variable variable : facts.bindings().all()) {
      if (variable.uses().reads() == 0 && isJudged(variable.element())) {
        for (TreePath value : variable.values()) {
          TreePath made = Paths.value(value);
          if (isCall(made.getLeaf())
              && compilation.vocabulary().isCoroutine(compilation.type(made))) {
            report(variable, made);
          }
        }
      }
    }
  }

  /**
   * Others can read a field that is not private, and reflection reads a private one with a mark.
   */
  private static boolean isJudged(Element variable) {
    return variable.getKind() == ElementKind.LOCAL_VARIABLE
        || (variable.getKind() == ElementKind.FIELD
            && variable.getModifiers().contains(Modifier.PRIVATE)
            && variable.getAnnotationMirrors().isEmpty());
  }

  private static boolean isCall(Tree tree) {
    return tree instanceof MethodInvocationTree || tree instanceof NewClassTree;
  }

  private void report(Bindings.Variable variable, TreePath made) {
    String call = Quotation.of(made);
    String name = variable.element().getSimpleName().toString();
    String holder = name.isEmpty() ? "an unnamed variable" : "'" + name + "', which nobody reads";
    reporter.report(
        RULE,
        made,
        Message.of(RULE.id(), "the coroutine that " + call + " returns goes into " + holder)
            .why("a coroutine runs when it is awaited or made a task; here its body never runs")
            .fix(
                "await("
                    + call
                    + ");  or, to go on without it, var task = createTask("
                    + call
                    + ");"));
  }
}
