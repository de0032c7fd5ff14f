package dev.simmer.lint;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** {@code async-awaited-twice}: a coroutine in a local variable that runs more than once. */
final class AwaitedTwiceCheck implements BodyCheck {
  private static final Rule RULE = Rule.AWAITED_TWICE;

  /** Whoever gets a coroutine by one of these runs it. */
  private static final Set<String> RUN =
      Set.of("await", "createTask", "gather", "waitFor", "shield", "run", "submit");

  private final Compilation compilation;
  private final Reporter reporter;

  AwaitedTwiceCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    List<TreePath> runs = new ArrayList<>();
    for (TreePath coroutine : body.coroutines()) {
      if (coroutine.getLeaf() instanceof IdentifierTree && runs(coroutine)) {
        runs.add(coroutine);
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      check(runs.get(i), runs.subList(0, i), facts);
    }
  }

  private boolean runs(TreePath coroutine) {
    TreePath value = Paths.outermostValue(coroutine);
    TreePath call = value.getParentPath();
    return call.getLeaf() instanceof MethodInvocationTree invocation
        && invocation.getArguments().contains(value.getLeaf())
        && compilation.element(call) instanceof ExecutableElement method
        && RUN.contains(method.getSimpleName().toString())
        && String.valueOf(method.getEnclosingElement()).startsWith("dev.simmer.");
  }

  private void check(TreePath run, List<TreePath> earlier, ClassFacts facts) {
    Element variable = compilation.element(run);
    Bindings.Variable binding = variable == null ? null : facts.bindings().find(variable);
    if (variable == null
        || binding == null
        || variable.getKind() != ElementKind.LOCAL_VARIABLE
        || binding.onlyValue() == null) {
      return; // Where it may be another one by now, nobody can tell.
    }
    for (TreePath first : earlier) {
      if (variable.equals(compilation.element(first))) {
        TreePath fork = fork(first, run);
        if (!excludes(fork, first)) {
          report(run, first, isUnconditional(first, fork));
          return;
        }
      }
    }
    TreePath loop = loopAround(run, binding.declaration());
    if (loop != null && Jumps.outOf(loop).isEmpty()) {
      report(run, null, false);
    }
  }

  /** Returns the innermost place around both. */
  private static TreePath fork(TreePath one, TreePath other) {
    List<Tree> around = new ArrayList<>();
    one.forEach(around::add);
    TreePath at = other;
    while (!around.contains(at.getLeaf())) {
      at = at.getParentPath();
    }
    return at;
  }

  /** Says whether only one of two parts runs, or the first leaves. */
  private static boolean excludes(TreePath fork, TreePath first) {
    Tree tree = fork.getLeaf();
    if (tree instanceof IfTree choice) {
      return !isUnder(choice.getCondition(), first);
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return !isUnder(choice.getCondition(), first);
    }
    if (tree instanceof SwitchTree
        || tree instanceof SwitchExpressionTree
        || tree instanceof TryTree) {
      return true;
    }
    for (TreePath at = first; at.getLeaf() != tree; at = at.getParentPath()) {
      if (isBranch(at) && !Jumps.outOf(at).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnconditional(TreePath run, TreePath outer) {
    for (TreePath at = run; at.getLeaf() != outer.getLeaf(); at = at.getParentPath()) {
      if (isBranch(at)) {
        return false;
      }
    }
    return true;
  }

  /** Says whether the tree is a part of its parent that need not run. */
  private static boolean isBranch(TreePath path) {
    Tree parent = path.getParentPath().getLeaf();
    Tree tree = path.getLeaf();
    if (parent instanceof IfTree choice) {
      return tree != choice.getCondition();
    }
    if (parent instanceof ConditionalExpressionTree choice) {
      return tree != choice.getCondition();
    }
    return parent instanceof CaseTree
        || tree instanceof CatchTree
        || parent instanceof WhileLoopTree
        || parent instanceof ForLoopTree
        || parent instanceof EnhancedForLoopTree;
  }

  private static boolean isUnder(Tree ancestor, TreePath path) {
    for (Tree tree : path) {
      if (tree == ancestor) {
        return true;
      }
    }
    return false;
  }

  /** Returns the body of a loop around the place that is not around the declaration. */
  private static @Nullable TreePath loopAround(TreePath place, TreePath declaration) {
    for (TreePath at = place; at.getParentPath() != null; at = at.getParentPath()) {
      Tree loop = at.getParentPath().getLeaf();
      boolean isLoop =
          loop instanceof WhileLoopTree
              || loop instanceof DoWhileLoopTree
              || loop instanceof ForLoopTree
              || (loop instanceof EnhancedForLoopTree each && at.getLeaf() == each.getStatement());
      if (isLoop) {
        return isUnder(loop, declaration) ? null : at;
      }
    }
    return null;
  }

  private void report(TreePath run, @Nullable TreePath first, boolean certain) {
    String name = run.getLeaf().toString();
    Message message =
        Message.of(
                RULE.id(),
                first == null
                    ? "the coroutine '" + name + "' is awaited in each round of a loop"
                    : "the coroutine '" + name + "' is awaited a second time")
            .why("a coroutine runs once; the second await throws")
            .fix(
                "await it once and keep the result, or keep a task, which can be awaited again: var "
                    + name
                    + " = createTask(…)");
    reporter.report(
        RULE,
        certain,
        run,
        first == null
            ? message
            : message.where(
                "the first time is "
                    + Quotation.of(Paths.outermostValue(first).getParentPath())
                    + " at "
                    + compilation.place(first)));
  }
}
