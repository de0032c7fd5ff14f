package dev.simmer.lint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-stale-read} and {@code async-double-init}: a field read before an await decides what
 * is written to it afterwards, although another task may have written it meanwhile.
 */
final class StateCheck implements AsyncBodyCheck {

  private final Compilation compilation;
  private final Reporter reporter;

  StateCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath path : body.assignments()) {
      if (path.getLeaf() instanceof CompoundAssignmentTree update) {
        checkUpdate(path, update.getVariable(), new TreePath(path, update.getExpression()));
      } else if (path.getLeaf() instanceof AssignmentTree assignment) {
        checkAssignment(path, assignment);
      }
    }
  }

  private void checkAssignment(TreePath path, AssignmentTree assignment) {
    Element field = field(new TreePath(path, assignment.getVariable()));
    TreePath value = Paths.inside(new TreePath(path, assignment.getExpression()));
    if (field == null) {
      return;
    }
    if (value.getLeaf() instanceof BinaryTree sum
        && field.equals(field(new TreePath(value, sum.getLeftOperand())))) {
      checkUpdate(path, assignment.getVariable(), new TreePath(value, sum.getRightOperand()));
    } else if (isGuardedByNull(path, field) && !Awaits.in(compilation, value).isEmpty()) {
      reportDoubleInit(path, field, value);
    }
  }

  private void checkUpdate(TreePath path, Tree variable, TreePath operand) {
    Element field = field(new TreePath(path, variable));
    List<TreePath> awaits = Awaits.in(compilation, operand);
    if (field == null || awaits.isEmpty()) {
      return;
    }
    Rule rule = Rule.STALE_READ;
    String name = field.getSimpleName().toString();
    reporter.report(
        rule,
        path,
        Message.of(rule.id(), "'" + name + "' is read before an await and written after it")
            .where("it waits in " + Quotation.of(awaits.get(0)))
            .why("what another task writes to '" + name + "' during the await is lost")
            .fix("var value = " + Quotation.of(operand) + "; and then use " + name + " and value"));
  }

  private void reportDoubleInit(TreePath path, Element field, TreePath value) {
    Rule rule = Rule.DOUBLE_INIT;
    String name = field.getSimpleName().toString();
    reporter.report(
        rule,
        path,
        Message.of(
                rule.id(), "'" + name + "' is tested for null, and still null for others meanwhile")
            .where("it waits in " + Quotation.of(value))
            .why("every task that comes by during the await starts the same work again")
            .fix(
                "keep the task instead of the result: if (task == null) task = createTask(…);"
                    + " await(task)"));
  }

  /** Only fields are shared: nobody else writes a local variable. */
  private @Nullable Element field(TreePath path) {
    Element element = compilation.element(Paths.inside(path));
    return element != null && element.getKind() == ElementKind.FIELD ? element : null;
  }

  /** Tells whether the assignment is what {@code if (field == null)} leads to, unclaimed. */
  private boolean isGuardedByNull(TreePath assignment, Element field) {
    TreePath statement = assignment.getParentPath();
    TreePath parent = statement.getParentPath();
    if (!(statement.getLeaf() instanceof ExpressionStatementTree)) {
      return false;
    }
    if (parent.getLeaf() instanceof BlockTree block) {
      if (isWrittenBefore(parent, block, statement.getLeaf(), field)) {
        return false;
      }
      parent = parent.getParentPath();
    }
    return parent.getLeaf() instanceof IfTree test
        && !isIn(test.getElseStatement(), statement)
        && testsForNull(new TreePath(parent, test.getCondition()), field);
  }

  private static boolean isIn(@Nullable StatementTree branch, TreePath statement) {
    return branch != null
        && (branch == statement.getLeaf() || branch == statement.getParentPath().getLeaf());
  }

  private boolean testsForNull(TreePath condition, Element field) {
    TreePath test = Paths.inside(condition);
    return test.getLeaf() instanceof BinaryTree binary
        && binary.getKind() == Tree.Kind.EQUAL_TO
        && binary.getRightOperand().getKind() == Tree.Kind.NULL_LITERAL
        && field.equals(field(new TreePath(test, binary.getLeftOperand())));
  }

  /** A write between the test and the await claims the field: nobody else passes the test. */
  private boolean isWrittenBefore(TreePath parent, BlockTree block, Tree end, Element field) {
    for (StatementTree statement : block.getStatements()) {
      if (statement == end) {
        return false;
      }
      if (statement instanceof ExpressionStatementTree expression
          && expression.getExpression() instanceof AssignmentTree write) {
        TreePath path = new TreePath(new TreePath(parent, statement), write);
        if (field.equals(field(new TreePath(path, write.getVariable())))) {
          return true;
        }
      }
    }
    return false;
  }
}
