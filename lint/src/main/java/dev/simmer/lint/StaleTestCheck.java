package dev.simmer.lint;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code async-stale-read}, its other half: a field is tested, others run during an await, and then
 * the field is written as if the test still held.
 *
 * <p>From each write this walks back through what runs before it, out of block after block. Whoever
 * reads or writes the field again behind the await has thought of it; so has who holds a lock
 * around test and write. Tests for null are left to {@code async-double-init}.
 */
final class StaleTestCheck implements AsyncBodyCheck {
  private static final List<Class<? extends Tree>> ENDS =
      List.of(
          MethodTree.class,
          LambdaExpressionTree.class,
          ClassTree.class,
          SwitchTree.class,
          SwitchExpressionTree.class,
          WhileLoopTree.class,
          DoWhileLoopTree.class,
          ForLoopTree.class,
          EnhancedForLoopTree.class);

  private static final Set<Tree.Kind> JUMPS =
      Set.of(Tree.Kind.RETURN, Tree.Kind.THROW, Tree.Kind.BREAK, Tree.Kind.CONTINUE);

  private final Compilation compilation;
  private final Reporter reporter;

  StaleTestCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath write : body.assignments()) {
      Element field = ownField(Paths.target(write));
      TreePath await = awaitIn(write);
      if (field != null && (await == null || isPlain(write))) {
        walkBack(write, field, await, body);
      }
    }
  }

  /** What adds to the field across an await is told so already. */
  private static boolean isPlain(TreePath write) {
    return write.getLeaf() instanceof AssignmentTree assignment
        && !(Paths.inside(new TreePath(write, assignment.getExpression())).getLeaf()
            instanceof BinaryTree);
  }

  private void walkBack(TreePath write, Element field, @Nullable TreePath first, Body body) {
    TreePath await = first;
    for (TreePath path = write; !isEnd(path.getParentPath()); path = path.getParentPath()) {
      for (TreePath before : before(path)) {
        boolean mentioned = mentions(before, field, body);
        if (mentioned && await != null && isTest(before, path, field, body)) {
          report(write, field, before, await);
        }
        if (mentioned) {
          return;
        }
        await = await == null ? awaitIn(before) : await;
      }
    }
  }

  /** Returns what runs before a part of a statement, the nearest first. */
  private static List<TreePath> before(TreePath path) {
    TreePath parent = path.getParentPath();
    Tree tree = path.getLeaf();
    List<Tree> before = new ArrayList<>();
    if (parent.getLeaf() instanceof BlockTree block) {
      before.addAll(block.getStatements().subList(0, block.getStatements().indexOf(tree)));
    } else if (parent.getLeaf() instanceof IfTree test && test.getCondition() != tree) {
      before.add(test.getCondition());
    } else if (parent.getLeaf() instanceof TryTree work) {
      before.addAll(work.getResources());
      if (work.getBlock() != tree) {
        before.add(work.getBlock());
      }
    }
    Collections.reverse(before);
    return before.stream().map(each -> new TreePath(parent, each)).toList();
  }

  /** What loops, chooses or runs later does not run in the order it is written in. */
  private static boolean isEnd(TreePath path) {
    return ENDS.stream().anyMatch(end -> end.isInstance(path.getLeaf()));
  }

  /** Tells whether {@code before} decides, by the field, if {@code path} is reached. */
  private boolean isTest(TreePath before, TreePath path, Element field, Body body) {
    TreePath condition = before;
    if (before.getLeaf() instanceof IfTree test) {
      condition = new TreePath(before, test.getCondition());
      if (test.getElseStatement() != null || !leaves(test.getThenStatement())) {
        return false;
      }
    } else if (!(path.getParentPath().getLeaf() instanceof IfTree)) {
      return false;
    }
    TreePath tested = condition;
    return !isNullTest(tested)
        && !isLocked(before)
        && uses(tested, body).anyMatch(use -> field.equals(ownField(use)));
  }

  private static boolean leaves(StatementTree statement) {
    if (statement instanceof BlockTree block) {
      List<? extends StatementTree> all = block.getStatements();
      return !all.isEmpty() && leaves(all.get(all.size() - 1));
    }
    return JUMPS.contains(statement.getKind());
  }

  private @Nullable TreePath awaitIn(TreePath code) {
    List<TreePath> awaits = Awaits.in(compilation, code);
    return awaits.isEmpty() ? null : awaits.get(0);
  }

  private static boolean isNullTest(TreePath condition) {
    return Paths.inside(condition).getLeaf() instanceof BinaryTree test
        && (test.getRightOperand().getKind() == Tree.Kind.NULL_LITERAL
            || test.getLeftOperand().getKind() == Tree.Kind.NULL_LITERAL);
  }

  /** Tells whether something that was waited for is held around the test, such as a lock. */
  private boolean isLocked(TreePath test) {
    for (TreePath path = test; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof TryTree work) {
        for (Tree resource : work.getResources()) {
          if (awaitIn(new TreePath(path, resource)) != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean mentions(TreePath code, Element field, Body body) {
    return uses(code, body).anyMatch(use -> field.equals(compilation.element(use)));
  }

  private static Stream<TreePath> uses(TreePath code, Body body) {
    return body.fieldUses().stream().filter(use -> Paths.isInside(use, code));
  }

  /**
   * Returns the field, if it is one of this object or of a class: others may be somebody else's.
   */
  private @Nullable Element ownField(TreePath target) {
    Element element = compilation.element(target);
    boolean own =
        !(target.getLeaf() instanceof MemberSelectTree member)
            || member.getExpression().toString().equals("this");
    return own && element != null && element.getKind() == ElementKind.FIELD ? element : null;
  }

  private void report(TreePath write, Element field, TreePath test, TreePath await) {
    Rule rule = Rule.STALE_READ;
    String name = field.getSimpleName().toString();
    reporter.report(
        rule,
        write,
        Message.of(rule.id(), "'" + name + "' is tested before an await and written after it")
            .where(
                "tested at %s; it waits in %s"
                    .formatted(compilation.place(test), Quotation.of(await)))
            .why("another task may write '" + name + "' during the await, and the test is stale")
            .fix("test '" + name + "' behind the await, or hold an AsyncLock around both"));
  }
}
