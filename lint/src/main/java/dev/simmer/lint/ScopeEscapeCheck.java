package dev.simmer.lint;

import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** {@code async-scope-escape}: a task of a group is given what is closed before the group waits. */
final class ScopeEscapeCheck implements BodyCheck {
  private static final Rule RULE = Rule.SCOPE_ESCAPE;

  private final Compilation compilation;
  private final Reporter reporter;

  ScopeEscapeCheck(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
  }

  @Override
  public void check(Body body, ClassFacts facts) {
    Captures captures = new Captures(compilation, facts.bindings());
    for (Call call : body.droppedCalls()) {
      Element group = call.receiver() == null ? null : compilation.element(call.receiver());
      if (group != null
          && call.name().equals("createTask")
          && Vocabulary.isTaskGroup(call.receiverType())) {
        check(call, group, captures);
      }
    }
  }

  /** Goes outwards to the group; what is opened on the way is closed before it. */
  private void check(Call call, Element group, Captures captures) {
    TreePath inner = call.path();
    TreePath escapes = null;
    while (inner.getLeaf() != call.body().path().getLeaf()) {
      TreePath path = inner.getParentPath();
      if (path.getLeaf() instanceof TryTree tried && tried.getBlock() == inner.getLeaf()) {
        List<Element> resources = Resources.declaredIn(compilation, path);
        int declared = resources.indexOf(group);
        Set<Element> closed = new HashSet<>(resources.subList(declared + 1, resources.size()));
        TreePath kept = kept(call, closed, captures);
        if (kept != null && !waitsAfter(call, inner)) {
          escapes = kept;
        }
        if (declared >= 0) {
          if (escapes != null) {
            report(call, escapes, group);
          }
          return;
        }
      }
      inner = path;
    }
  }

  private @Nullable TreePath kept(Call call, Set<Element> closed, Captures captures) {
    for (TreePath argument : call.arguments()) {
      if (captures.keeps(argument, closed)) {
        return argument;
      }
    }
    return null;
  }

  /** What the block waits for below may be the task itself, by whatever means. */
  private boolean waitsAfter(Call call, TreePath block) {
    return Awaits.in(compilation, block).stream()
        .anyMatch(await -> compilation.start(await) > compilation.start(call.path()));
  }

  private void report(Call call, TreePath kept, Element group) {
    String code = Quotation.of(kept);
    reporter.report(
        RULE,
        kept,
        Message.of(
                RULE.id(),
                "%s uses a resource that is closed before the group '%s' waits for its task"
                    .formatted(code, group.getSimpleName()))
            .why("the block of the resource ends while the task runs, or before it has begun")
            .fix(
                "open the resource outside the group, or in the task; or await("
                    + Quotation.of(call.path())
                    + ") here"));
  }
}
