package dev.simmer.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Loops that keep the event loop from its work: {@code async-loop-no-await}, which never ends and
 * never waits, and {@code async-busy-wait}, which sleeps again and again to look at a field.
 */
final class LoopCheck implements BodyCheck {
  private static final Set<String> PAUSES = Set.of("sleep", "yieldNow");

  private final Compilation compilation;
  private final Reporter reporter;

  LoopCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath path : body.loops()) {
      Tree loop = path.getLeaf();
      ExpressionTree condition = condition(loop);
      StatementTree statement = statement(loop);
      boolean endless = condition == null || isTrue(condition);
      TreePath inside = new TreePath(path, statement);
      if (endless
          && body.context().isOnLoop()
          && !Suspensions.anyIn(compilation, inside)
          && Jumps.outOf(inside).isEmpty()) {
        reportEndless(path, body);
      } else if (condition != null && body.context().canAwait()) {
        TreePath pause = onlyPause(inside);
        Element field = polled(new TreePath(path, condition));
        if (pause != null && field != null) {
          reportPolling(path, pause, field);
        }
      }
    }
  }

  private static @Nullable ExpressionTree condition(Tree loop) {
    if (loop instanceof WhileLoopTree loopTree) {
      return loopTree.getCondition();
    }
    return loop instanceof DoWhileLoopTree loopTree
        ? loopTree.getCondition()
        : ((ForLoopTree) loop).getCondition();
  }

  private static StatementTree statement(Tree loop) {
    if (loop instanceof WhileLoopTree loopTree) {
      return loopTree.getStatement();
    }
    return loop instanceof DoWhileLoopTree loopTree
        ? loopTree.getStatement()
        : ((ForLoopTree) loop).getStatement();
  }

  private static boolean isTrue(ExpressionTree condition) {
    Tree tree = condition;
    while (tree instanceof ParenthesizedTree parentheses) {
      tree = parentheses.getExpression();
    }
    return tree instanceof LiteralTree literal && Boolean.TRUE.equals(literal.getValue());
  }

  /** Returns the await where the loop does nothing but pause, else null. */
  private @Nullable TreePath onlyPause(TreePath statement) {
    TreePath only = statement;
    if (only.getLeaf() instanceof BlockTree block) {
      if (block.getStatements().size() != 1) {
        return null;
      }
      only = new TreePath(only, block.getStatements().get(0));
    }
    if (!(only.getLeaf() instanceof ExpressionStatementTree expression)) {
      return null;
    }
    TreePath await = new TreePath(only, expression.getExpression());
    if (Awaits.in(compilation, await).size() != 1
        || !(await.getLeaf() instanceof MethodInvocationTree call)
        || call.getArguments().size() != 1) {
      return null;
    }
    boolean pauses =
        compilation.element(await, call.getArguments().get(0)) instanceof ExecutableElement method
            && Vocabulary.isSimmer(method)
            && PAUSES.contains(method.getSimpleName().toString());
    return pauses ? await : null;
  }

  /** Returns the field that the condition looks at, if it looks at fields and calls nothing. */
  private @Nullable Element polled(TreePath condition) {
    FieldReads reads = new FieldReads();
    reads.scan(condition, null);
    return reads.calls ? null : reads.field;
  }

  private final class FieldReads extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private @Nullable Element field;
    private boolean calls;

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree != null) {
        Element element =
            getCurrentPath() == null ? null : compilation.element(getCurrentPath(), tree);
        if (element != null
            && element.getKind() == ElementKind.FIELD
            && !element.getModifiers().contains(Modifier.FINAL)) {
          field = element;
        }
      }
      return super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
      calls = true;
      return null;
    }
  }

  private void reportEndless(TreePath path, Body body) {
    Rule rule = Rule.LOOP_NO_AWAIT;
    reporter.report(
        rule,
        path,
        Message.of(rule.id(), "a loop without end and without await, in " + body.context().name())
            .why("once it runs, the event loop does nothing else, and nothing can cancel it")
            .fix(
                body.context().canAwait()
                    ? "await(yieldNow()); in the loop, or await(toThread(() -> …)) around it"
                    : "one step a call, and callSoon(…) for the next one"));
  }

  private void reportPolling(TreePath path, TreePath pause, Element field) {
    Rule rule = Rule.BUSY_WAIT;
    String name = field.getSimpleName().toString();
    reporter.report(
        rule,
        path,
        Message.of(rule.id(), "a loop that sleeps until '" + name + "' has changed")
            .where("it waits in " + Quotation.of(pause))
            .why("it wakes up again and again for nothing, and notices the change late")
            .fix(
                "an AsyncEvent that is set where '"
                    + name
                    + "' changes, and await(event); or AsyncCondition.awaitUntil"));
  }
}
