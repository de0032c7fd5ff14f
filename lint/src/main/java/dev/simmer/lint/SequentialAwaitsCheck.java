package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-sequential-awaits}: two questions, one after the other, of which the second does not
 * need the answer to the first.
 */
final class SequentialAwaitsCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.SEQUENTIAL_AWAITS;

  private final Compilation compilation;
  private final Reporter reporter;

  SequentialAwaitsCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    Independence independence = new Independence(compilation, facts);
    for (Call call : body.calls()) {
      TreePath first = call.path().getParentPath();
      TreePath next = isAwait(call) ? next(first) : null;
      if (next != null) {
        check(first, call.arguments().get(0), next, independence);
      }
    }
  }

  private void check(TreePath first, TreePath asked, TreePath next, Independence independence) {
    TreePath second = awaited(next);
    Element answer = compilation.element(first);
    if (second != null
        && answer != null
        && !Uses.anyIn(compilation, second, Set.of(answer))
        && independence.onlyAsks(asked)
        && independence.onlyAsks(second)
        && Collections.disjoint(independence.objectsIn(asked), independence.objectsIn(second))) {
      report(first, asked, next, second);
    }
  }

  private boolean isAwait(Call call) {
    return call.method() != null && compilation.vocabulary().isAwait(call.method());
  }

  /** Returns the variable declared in the statement below another such declaration. */
  private static @Nullable TreePath next(TreePath declaration) {
    TreePath around = declaration.getParentPath();
    if (!(declaration.getLeaf() instanceof VariableTree)
        || !(around.getLeaf() instanceof BlockTree block)) {
      return null;
    }
    List<? extends StatementTree> all = block.getStatements();
    int index = all.indexOf(declaration.getLeaf()) + 1;
    return index < all.size() && all.get(index) instanceof VariableTree
        ? new TreePath(around, all.get(index))
        : null;
  }

  /** Returns what a variable's initialiser awaits, if that is all it does. */
  private @Nullable TreePath awaited(TreePath declaration) {
    Tree value = ((VariableTree) declaration.getLeaf()).getInitializer();
    TreePath await = value == null ? null : new TreePath(declaration, value);
    List<TreePath> awaits = await == null ? List.of() : Awaits.in(compilation, await);
    return await != null
            && awaits.size() == 1
            && awaits.get(0).getLeaf() == value
            && value instanceof MethodInvocationTree call
        ? new TreePath(await, call.getArguments().get(0))
        : null;
  }

  private void report(TreePath first, TreePath asked, TreePath next, TreePath second) {
    String one = ((VariableTree) first.getLeaf()).getName().toString();
    String other = ((VariableTree) next.getLeaf()).getName().toString();
    reporter.report(
        RULE,
        second.getParentPath(),
        Message.of(
                RULE.id(), "'%s' is awaited after '%s' and does not need it".formatted(other, one))
            .where("the first await is at " + compilation.place(first))
            .why(
                "one after the other takes as long as both together; beside each other, as the slower")
            .fix(
                "await(gather(%s, %s, (%s, %s) -> …))"
                    .formatted(Quotation.of(asked), Quotation.of(second), one, other)));
  }
}
