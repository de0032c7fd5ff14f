package dev.simmer.lint;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/** {@code async-scope-no-await}: a deadline around code that it cannot interrupt. */
final class ScopeCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.SCOPE_NO_AWAIT;

  private final Compilation compilation;
  private final Reporter reporter;

  ScopeCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (TreePath path : body.tries()) {
      TryTree tried = (TryTree) path.getLeaf();
      TreePath deadline = tried.getResources().size() == 1 ? deadline(path, tried) : null;
      if (deadline != null
          && !Suspensions.anyIn(compilation, new TreePath(path, tried.getBlock()))) {
        reporter.report(
            RULE,
            deadline,
            Message.of(
                    RULE.id(), "a timeout around code without await, in " + body.context().name())
                .why("a timeout ends an await; code that never waits runs to its end regardless")
                .fix("leave the timeout out, or move the await it is meant for into the block"));
      }
    }
  }

  private @Nullable TreePath deadline(TreePath path, TryTree tried) {
    Tree resource = tried.getResources().get(0);
    TreePath declared = new TreePath(path, resource);
    return resource instanceof VariableTree
            && Vocabulary.isTimeout(compilation.classOf(compilation.type(declared)))
        ? declared
        : null;
  }
}
