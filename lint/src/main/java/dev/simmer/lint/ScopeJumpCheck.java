package dev.simmer.lint;

import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Locale;

/** {@code async-scope-jump}: a jump that leaves a task group, and has to wait for its tasks. */
final class ScopeJumpCheck implements AsyncBodyCheck {
  private static final Rule RULE = Rule.SCOPE_JUMP;

  private final Compilation compilation;
  private final Reporter reporter;

  ScopeJumpCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    if (!reporter.isOn(RULE)) {
      return;
    }
    for (TreePath path : body.tries()) {
      if (Resources.declaredIn(compilation, path).stream()
          .anyMatch(opened -> Vocabulary.isTaskGroup(compilation.classOf(opened.asType())))) {
        TryTree tried = (TryTree) path.getLeaf();
        Jumps.outOf(new TreePath(path, tried.getBlock())).stream()
            .filter(jump -> !(jump.getLeaf() instanceof ThrowTree)) // that cancels the tasks
            .forEach(jump -> report(jump, body));
      }
    }
  }

  private void report(TreePath jump, Body body) {
    reporter.report(
        RULE,
        jump,
        Message.of(
                RULE.id(),
                "%s leaves a task group, in %s"
                    .formatted(
                        jump.getLeaf().getKind().name().toLowerCase(Locale.ROOT),
                        body.context().name()))
            .why("it goes on only when all tasks have ended, and not at all if one of them fails")
            .fix("put it after the try statement, or cancel the tasks that are not needed before"));
  }
}
