package dev.simmer.processor;

import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import dev.simmer.processor.AsyncContext.Kind;
import java.util.Optional;

/** Where code may be suspended: in async methods and lambdas, and there outside of monitors. */
final class PlacementRule {
  private final AsyncContexts contexts;
  private final SuspensionPoints points;
  private final Reporter reporter;
  private final PlacementMessages messages;

  PlacementRule(
      Trees trees,
      AsyncContexts contexts,
      SuspensionPoints points,
      LambdaTargets targets,
      Reporter reporter) {
    this.contexts = contexts;
    this.points = points;
    this.reporter = reporter;
    this.messages = new PlacementMessages(trees, targets, reporter);
  }

  void checkCall(TreePath call) {
    points.ofCall(call).ifPresent(point -> check(call, point));
  }

  void checkResource(TreePath resource) {
    points.ofResource(resource).ifPresent(point -> check(resource, point));
  }

  private void check(TreePath path, SuspensionPoint point) {
    AsyncContext context = contexts.around(path);
    if (context.kind() == Kind.UNKNOWN_LAMBDA || reporter.hasReported(context.tree())) {
      return;
    }
    Optional<Message> misplaced = misplaced(context, point);
    if (misplaced.isPresent()) {
      reporter.error(point.tree(), context.tree(), misplaced.get());
    } else if (context.canSuspend()) {
      Optional<SynchronizedTree> monitor = contexts.monitorAround(path);
      monitor.ifPresent(
          block -> reporter.error(point.tree(), block, messages.inSynchronized(point, block)));
    }
  }

  /** What is wrong with {@code context} for this kind of suspension, if anything is. */
  private Optional<Message> misplaced(AsyncContext context, SuspensionPoint point) {
    if (point.kind() == SuspensionPoint.Kind.EMIT) {
      return context.kind() == Kind.ASYNC_GENERATOR
          ? Optional.empty()
          : Optional.of(messages.emitOutsideGenerator(context));
    }
    if (context.canSuspend() || point.kind() == SuspensionPoint.Kind.CLOSE_OF_BOTH_KINDS) {
      return Optional.empty();
    }
    return Optional.of(
        switch (context.kind()) {
          case CONSTRUCTOR, INSTANCE_INITIALISER -> messages.inConstructor(context, point);
          case PLAIN_LAMBDA -> messages.inLambda(context, point);
          case PLAIN_METHOD -> messages.inPlainMethod(context, point);
          default -> messages.inStaticInitialiser(context, point);
        });
  }
}
