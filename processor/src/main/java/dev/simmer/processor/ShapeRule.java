package dev.simmer.processor;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import java.util.Optional;

/**
 * Where a scope may be opened, and where {@code each} may be called: only in the statement whose
 * instructions the rewriter can recognise and own.
 */
final class ShapeRule {
  private final Trees trees;
  private final SuspensionPoints points;
  private final Reporter reporter;

  ShapeRule(Trees trees, SuspensionPoints points, Reporter reporter) {
    this.trees = trees;
    this.points = points;
    this.reporter = reporter;
  }

  /** Tells whether a call stands where it may; reports it where not. */
  boolean checkCall(TreePath path) {
    MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
    SimmerFunction function = SimmerFunction.of(trees.getElement(path)).orElse(null);
    if (function == null) {
      return true;
    }
    if (function.opensScope() && !opensResource(path)) {
      reporter.error(call, call, scope(function, Quotation.of(call), variable(path)));
      return false;
    }
    if (function == SimmerFunction.EACH && !headsLoop(path)) {
      reporter.error(call, call, each(Quotation.of(call)));
      return false;
    }
    return true;
  }

  /** Reports a reference to a method that only rewritten code can call. */
  void checkReference(TreePath path) {
    MemberReferenceTree reference = (MemberReferenceTree) path.getLeaf();
    Optional<SimmerFunction> function = SimmerFunction.of(trees.getElement(path));
    if (function.filter(SimmerFunction::opensScope).isPresent()) {
      String call =
          function.get() == SimmerFunction.TASK_GROUP
              ? "taskGroup()"
              : reference.getName() + "(...)";
      reporter.error(reference, reference, scope(function.get(), call, Optional.empty()));
      return;
    }
    points
        .ofReference(path)
        .ifPresent(point -> reporter.error(reference, reference, reference(point)));
  }

  /** The call initialises a resource: {@code try (var group = taskGroup())}. */
  private static boolean opensResource(TreePath call) {
    TreePath initialiser = Skip.outwards(call);
    TreePath parent = initialiser.getParentPath();
    return parent != null
        && parent.getLeaf() instanceof VariableTree variable
        && initialiser.getLeaf().equals(variable.getInitializer())
        && parent.getParentPath().getLeaf() instanceof TryTree tryTree
        && tryTree.getResources().contains(variable);
  }

  /** The call is what a loop goes over: {@code for (var item : each(source))}. */
  private static boolean headsLoop(TreePath call) {
    TreePath expression = Skip.outwards(call);
    return expression.getParentPath() != null
        && expression.getParentPath().getLeaf() instanceof EnhancedForLoopTree loop
        && expression.getLeaf().equals(loop.getExpression());
  }

  private static Optional<String> variable(TreePath call) {
    Tree parent = Skip.outwards(call).getParentPath().getLeaf();
    return parent instanceof VariableTree variable && !variable.getName().isEmpty()
        ? Optional.of(variable.getName().toString())
        : Optional.empty();
  }

  private static Message scope(SimmerFunction function, String call, Optional<String> variable) {
    String name = variable.orElse(function == SimmerFunction.TASK_GROUP ? "group" : "timeout");
    return RewriterError.SCOPE_NOT_IN_TRY
        .message(function.call() + " outside the head of a try")
        .fix("try (var " + name + " = " + call + ") { ... }");
  }

  private static Message each(String call) {
    return RewriterError.EACH_OUTSIDE_FOR
        .message("each() outside the head of a for loop")
        .fix("for (var item : " + call + ") { ... }");
  }

  private static Message reference(SuspensionPoint point) {
    return RewriterError.AWAIT_METHOD_REFERENCE
        .message("`" + point.words() + "` suspends, and a method reference cannot")
        .fix(
            switch (point.kind()) {
              case AWAIT ->
                  "await each one in a for loop, or all at once: await(gather(coroutines))";
              case EACH -> "for (var item : each(source)) { ... }";
              case EMIT -> "for (var item : items) { emit(item); }";
              case CLOSE, CLOSE_OF_BOTH_KINDS -> "call closeAsync(), and await what it returns";
            });
  }
}
