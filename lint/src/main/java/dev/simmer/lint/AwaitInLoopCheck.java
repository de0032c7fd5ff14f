package dev.simmer.lint;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-await-in-loop}: a loop that asks the same of one element after the other and only
 * collects the answers.
 */
final class AwaitInLoopCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.AWAIT_IN_LOOP;
  private static final Set<String> COLLECT = Set.of("add", "put");

  private final Compilation compilation;
  private final Reporter reporter;

  AwaitInLoopCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    for (TreePath path : body.iterations()) {
      EnhancedForLoopTree loop = (EnhancedForLoopTree) path.getLeaf();
      TreePath round = new TreePath(path, loop.getStatement());
      List<TreePath> awaits = Awaits.in(compilation, round);
      if (awaits.size() == 1
          && !Suspensions.anyIn(compilation, new TreePath(path, loop.getExpression()))
          && Jumps.outOf(round).isEmpty()
          && isCollected(awaits.get(0), round)
          && changesNothingElse(body, path, awaits.get(0), facts)
          && isIndependent(awaits.get(0), path, facts)) {
        report(path, loop, awaits.get(0), body);
      }
    }
  }

  /** Tells whether every round makes something of what it awaits. */
  private static boolean isCollected(TreePath await, TreePath round) {
    TreePath statement = await;
    while (!(statement.getLeaf() instanceof StatementTree)) {
      statement = statement.getParentPath();
    }
    TreePath use = Paths.outermostValue(await).getParentPath();
    boolean always =
        statement.getLeaf() == round.getLeaf()
            || statement.getParentPath().getLeaf() == round.getLeaf();
    return always
        && (use.getLeaf() instanceof VariableTree || use.getLeaf() instanceof MethodInvocationTree);
  }

  /** Only a collection of the method's own may grow; nothing else outside of the loop changes. */
  private boolean changesNothingElse(Body body, TreePath loop, TreePath await, ClassFacts facts) {
    boolean assigns =
        body.assignments().stream()
            .filter(assignment -> Paths.isInside(assignment, loop))
            .map(assignment -> compilation.element(Paths.target(assignment)))
            .anyMatch(target -> !isOf(loop, target, facts));
    boolean calls =
        body.calls().stream()
            .filter(call -> Paths.isInside(call.path(), loop))
            .filter(call -> !Paths.isInside(call.path(), await))
            .anyMatch(call -> !isHarmless(call, loop, facts));
    boolean makesFunctions =
        facts.bodies().stream()
            .map(Body::path)
            .anyMatch(path -> Paths.isInside(path, loop) && !Paths.isInside(path, await));
    return !assigns && !calls && !makesFunctions;
  }

  private boolean isHarmless(Call call, TreePath loop, ClassFacts facts) {
    TreePath receiver = call.receiver();
    Element object = receiver == null ? null : compilation.element(receiver);
    boolean collects =
        COLLECT.contains(call.name())
            && object != null
            && object.getKind() == ElementKind.LOCAL_VARIABLE;
    return isInHead(call.path(), loop) || collects || isOf(loop, object, facts);
  }

  private static boolean isInHead(TreePath path, TreePath loop) {
    EnhancedForLoopTree tree = (EnhancedForLoopTree) loop.getLeaf();
    return Paths.isInside(path, new TreePath(loop, tree.getExpression()));
  }

  private static boolean isOf(TreePath loop, @Nullable Element variable, ClassFacts facts) {
    Bindings.Variable declared = variable == null ? null : facts.bindings().find(variable);
    return declared != null && Paths.isInside(declared.declaration(), loop);
  }

  private boolean isIndependent(TreePath await, TreePath loop, ClassFacts facts) {
    Independence independence = new Independence(compilation, facts);
    TreePath asked =
        new TreePath(await, ((MethodInvocationTree) await.getLeaf()).getArguments().get(0));
    return independence.onlyAsks(asked)
        && independence.objectsIn(asked).stream().allMatch(object -> isOf(loop, object, facts));
  }

  private void report(TreePath path, EnhancedForLoopTree loop, TreePath await, Body body) {
    Tree asked = ((MethodInvocationTree) await.getLeaf()).getArguments().get(0);
    reporter.report(
        RULE,
        await,
        Message.of(
                RULE.id(),
                "a loop in %s awaits the answer for one '%s' before it asks for the next"
                    .formatted(body.context().name(), loop.getVariable().getName()))
            .where("the loop begins at " + compilation.place(path))
            .why("the rounds do not need each other, and take as long as all of them together")
            .fix(
                "await(gather(%s, %s -> %s)), with a limit where there may be many"
                    .formatted(
                        Quotation.of(new TreePath(path, loop.getExpression())),
                        loop.getVariable().getName(),
                        Quotation.of(new TreePath(await, asked)))));
  }
}
