package dev.simmer.lint;

import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;

/** {@code async-dropped-task}: a task that nobody keeps, outside any group. */
final class DroppedTaskCheck implements Check {

  private static final Rule RULE = Rule.DROPPED_TASK;

  private final Reporter reporter;

  DroppedTaskCheck(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (Call call : body.droppedCalls()) {
      boolean makesTask =
          call.name().equals("createTask")
              && call.method() != null
              && Vocabulary.isMemberOf(call.method(), "dev.simmer.Simmer");
      if (makesTask && !isInGroup(call.path())) {
        report(call, body);
      }
    }
  }

  private boolean isInGroup(TreePath from) {
    for (TreePath path = from; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof TryTree tried
          && tried.getResources().stream().anyMatch(r -> r.toString().contains("taskGroup()"))) {
        return true;
      }
    }
    return false;
  }

  private void report(Call call, Body body) {
    String made = Quotation.of(call.path());
    reporter.report(
        RULE,
        call.path(),
        Message.of(RULE.id(), "nobody keeps the task made in " + body.context().name())
            .why("nobody awaits it, cancels it or sees it fail; it ends when the loop does")
            .fix(
                "var task = "
                    + made
                    + "; and await(task) later, or group."
                    + made
                    + " in try (var group = taskGroup())"));
  }
}
