package dev.simmer.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.processor.AsyncContext.Kind;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Says which method or lambda a tree belongs to, and whether that one is async.
 *
 * <p>Code belongs to the innermost method, lambda or initialiser around it. What is written in the
 * body of a lambda or nested class is never part of the method around that.
 */
final class AsyncContexts {
  private final Trees trees;
  private final SuspensionPoints points;
  private final LambdaTargets targets;

  AsyncContexts(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.points = new SuspensionPoints(trees, elements, types);
    this.targets = new LambdaTargets(trees, elements, types);
  }

  /**
   * Tells whether the method or lambda at {@code path} is to be rewritten: an {@code @Async} method
   * with a body, or a lambda whose target returns {@code Coroutine} and whose body suspends.
   */
  boolean isAsync(TreePath path) {
    if (path.getLeaf() instanceof MethodTree method) {
      return method.getBody() != null && ofMethod(path).canSuspend();
    }
    return path.getLeaf() instanceof LambdaExpressionTree
        && ofLambda(path).canSuspend()
        && points.anyIn(path);
  }

  /** Returns what would be suspended if {@code path} were a suspension point. */
  AsyncContext around(TreePath path) {
    TreePath child = path;
    for (TreePath parent = path.getParentPath(); parent != null; parent = parent.getParentPath()) {
      Tree tree = parent.getLeaf();
      if (tree instanceof LambdaExpressionTree) {
        return ofLambda(parent);
      }
      if (tree instanceof MethodTree) {
        return ofMethod(parent);
      }
      if (tree instanceof ClassTree) {
        return ofInitialiser(child);
      }
      child = parent;
    }
    return new AsyncContext(Kind.STATIC_INITIALISER, child);
  }

  /**
   * Returns the innermost {@code synchronized} block of the same context around {@code path}. What
   * such a block locks is evaluated before it is entered.
   */
  Optional<SynchronizedTree> monitorAround(TreePath path) {
    TreePath child = path;
    for (TreePath parent = path.getParentPath(); parent != null; parent = parent.getParentPath()) {
      Tree tree = parent.getLeaf();
      if (tree instanceof SynchronizedTree block && block.getBlock().equals(child.getLeaf())) {
        return Optional.of(block);
      }
      if (tree instanceof LambdaExpressionTree
          || tree instanceof MethodTree
          || tree instanceof ClassTree) {
        return Optional.empty();
      }
      child = parent;
    }
    return Optional.empty();
  }

  AsyncContext ofMethod(TreePath path) {
    Element element = trees.getElement(path);
    if (!(element instanceof ExecutableElement method)) {
      // Javac has dropped it, a second declaration of the same method for one: not ours to judge.
      return new AsyncContext(Kind.ASYNC_METHOD, path);
    }
    Kind kind =
        switch (method.getKind()) {
          case CONSTRUCTOR -> Kind.CONSTRUCTOR;
          default ->
              !Names.isAsync(method)
                  ? Kind.PLAIN_METHOD
                  : Names.is(method.getReturnType(), Names.GENERATOR)
                      ? Kind.ASYNC_GENERATOR
                      : Kind.ASYNC_METHOD;
        };
    return new AsyncContext(kind, path);
  }

  AsyncContext ofLambda(TreePath path) {
    Kind kind =
        targets
            .of(path)
            .map(target -> target.returnsCoroutine() ? Kind.ASYNC_LAMBDA : Kind.PLAIN_LAMBDA)
            .orElse(Kind.UNKNOWN_LAMBDA);
    return new AsyncContext(kind, path);
  }

  private AsyncContext ofInitialiser(TreePath member) {
    boolean isStatic;
    if (member.getLeaf() instanceof BlockTree block) {
      isStatic = block.isStatic();
    } else {
      Element field = trees.getElement(member);
      isStatic = field == null || field.getModifiers().contains(Modifier.STATIC);
    }
    return new AsyncContext(isStatic ? Kind.STATIC_INITIALISER : Kind.INSTANCE_INITIALISER, member);
  }
}
