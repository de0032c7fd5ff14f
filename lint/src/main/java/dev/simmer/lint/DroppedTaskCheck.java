package dev.simmer.lint;

import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;

/**
 * {@code async-dropped-task}: a task that nobody keeps, outside any group; and {@code
 * async-ungrouped-task}, any task outside a group.
 */
final class DroppedTaskCheck implements BodyCheck {

  private static final Rule RULE = Rule.DROPPED_TASK;

  private final Reporter reporter;

  DroppedTaskCheck(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    for (Call call : body.calls()) {
      if (makesTask(call) && !isInGroup(call.path())) {
        if (body.droppedCalls().contains(call)) {
          report(call, body);
        } else {
          reportUngrouped(call, body);
        }
      }
    }
  }

  private static boolean makesTask(Call call) {
    return call.name().equals("createTask")
        && call.method() != null
        && Vocabulary.isSimmer(call.method());
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

  private void reportUngrouped(Call call, Body body) {
    Rule rule = Rule.UNGROUPED_TASK;
    String made = Quotation.of(call.path());
    reporter.report(
        rule,
        call.path(),
        Message.of(rule.id(), "a task without a group is made in " + body.context().name())
            .why("when its caller is cancelled or fails, it runs on, unless somebody sees to it")
            .fix("group." + made + " in try (var group = taskGroup())"));
  }
}
