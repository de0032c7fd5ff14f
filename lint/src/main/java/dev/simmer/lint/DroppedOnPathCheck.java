package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/**
 * {@code async-coroutine-dropped-on-path}: a coroutine in a local variable that is used on some
 * paths only.
 */
final class DroppedOnPathCheck implements Check {
  private static final Rule RULE = Rule.COROUTINE_DROPPED_ON_PATH;

  private final Compilation compilation;
  private final Reporter reporter;

  DroppedOnPathCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(ClassFacts facts) {
    for (Bindings.Variable variable : facts.bindings().all()) {
      TreePath value = variable.onlyValue();
      if (value != null
          && variable.element().getKind() == ElementKind.LOCAL_VARIABLE
          && variable.uses().reads() > 0
          && Paths.value(value).getLeaf() instanceof MethodInvocationTree
          && compilation.vocabulary().isCoroutine(compilation.type(value))
          && variable.declaration().getParentPath().getLeaf() instanceof BlockTree block) {
        check(variable, Paths.value(value), block);
      }
    }
  }

  private void check(Bindings.Variable variable, TreePath made, BlockTree block) {
    Element element = variable.element();
    TreePath path = variable.declaration().getParentPath();
    List<? extends StatementTree> all = block.getStatements();
    int declared = all.indexOf(variable.declaration().getLeaf());
    for (StatementTree statement : all.subList(declared + 1, all.size())) {
      TreePath next = new TreePath(path, statement);
      if (uses(next, element)) {
        if (!usesOnEveryPath(next, element) && !usesAfter(path, all, statement, element)) {
          report(element, made, "where " + Quotation.of(head(next)) + " leads elsewhere");
        }
        return;
      }
      for (TreePath jump : Jumps.outOf(next)) {
        if (jump.getLeaf() instanceof ReturnTree) {
          report(element, made, "where " + Quotation.of(jump) + " leaves");
          return;
        }
      }
    }
  }

  private boolean usesAfter(
      TreePath path, List<? extends StatementTree> all, StatementTree from, Element element) {
    return all.subList(all.indexOf(from) + 1, all.size()).stream()
        .anyMatch(statement -> uses(new TreePath(path, statement), element));
  }

  /** Loops and switches count as if they ran: what they do is for their author to know. */
  private boolean usesOnEveryPath(TreePath path, Element element) {
    Tree tree = path.getLeaf();
    if (tree instanceof IfTree choice) {
      StatementTree otherwise = choice.getElseStatement();
      return uses(new TreePath(path, choice.getCondition()), element)
          || ((otherwise != null && usesOnEveryPath(new TreePath(path, otherwise), element))
              && usesOnEveryPath(new TreePath(path, choice.getThenStatement()), element));
    }
    if (tree instanceof BlockTree block) {
      return block.getStatements().stream()
          .anyMatch(statement -> usesOnEveryPath(new TreePath(path, statement), element));
    }
    if (tree instanceof TryTree tried) {
      BlockTree end = tried.getFinallyBlock();
      return usesOnEveryPath(new TreePath(path, tried.getBlock()), element)
          || (end != null && usesOnEveryPath(new TreePath(path, end), element));
    }
    return uses(path, element) || throwsOut(path);
  }

  /** A coroutine that a failure leaves behind is the lesser mistake. */
  private static boolean throwsOut(TreePath path) {
    return path.getLeaf() instanceof ThrowTree;
  }

  private boolean uses(TreePath code, Element element) {
    return Uses.anyIn(compilation, code, Set.of(element));
  }

  private static TreePath head(TreePath statement) {
    return statement.getLeaf() instanceof IfTree choice
        ? new TreePath(statement, choice.getCondition())
        : statement;
  }

  private void report(Element variable, TreePath made, String where) {
    String name = variable.getSimpleName().toString();
    reporter.report(
        RULE,
        made,
        Message.of(
                RULE.id(),
                "the coroutine '" + name + "' is awaited on some paths and dropped on others")
            .where("it is dropped " + where)
            .why("a coroutine runs when it is awaited; on the other paths its body never runs")
            .fix(
                "make it where it is awaited, or "
                    + name
                    + ".close() where it is given up on purpose"));
  }
}
