package dev.simmer.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the declaration of an {@code @Async} method may look like. */
final class SignatureRule {
  private final Trees trees;
  private final Reporter reporter;

  SignatureRule(Trees trees, Reporter reporter) {
    this.trees = trees;
    this.reporter = reporter;
  }

  void check(TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    if (!(trees.getElement(path) instanceof ExecutableElement method)) {
      return;
    }
    Names.asyncAnnotation(method).ifPresent(annotation -> check(tree, method, "@" + annotation));
  }

  private void check(MethodTree tree, ExecutableElement method, String annotation) {
    TypeMirror returned = method.getReturnType();
    if (returned.getKind() != TypeKind.ERROR && !isAwaited(returned)) {
      reporter.error(
          tree.getReturnType() == null ? tree : tree.getReturnType(),
          tree,
          returnType(tree, annotation));
    } else if (method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      reporter.error(tree, tree, synchronizedMethod(tree, annotation));
    } else if (method.getModifiers().contains(Modifier.NATIVE)) {
      reporter.error(tree, tree, nativeMethod(tree, annotation));
    }
  }

  private static boolean isAwaited(TypeMirror type) {
    return Names.is(type, Names.COROUTINE) || Names.is(type, Names.GENERATOR);
  }

  private static Message returnType(MethodTree tree, String annotation) {
    SuggestedMethod suggested = SuggestedMethod.of(tree);
    return RewriterError.RETURN_TYPE
        .message(
            "%s method %s() returns %s, not %s"
                .formatted(
                    annotation, tree.getName(), tree.getReturnType(), suggested.returnType()))
        .fix(
            suggested.declaration().replaceFirst("@Async", annotation)
                + ", which ends with "
                + suggested.lastStatement());
  }

  private static Message synchronizedMethod(MethodTree tree, String annotation) {
    return RewriterError.SYNCHRONIZED_METHOD
        .message(annotation + " method " + tree.getName() + "() is synchronized")
        .fix("drop synchronized, and guard with an AsyncLock: " + lockWith("lock"));
  }

  private static Message nativeMethod(MethodTree tree, String annotation) {
    return RewriterError.NATIVE_METHOD
        .message(annotation + " method " + tree.getName() + "() is native")
        .fix(
            "drop %s, and call it off the loop: await(toThread(() -> %s(...)))"
                .formatted(annotation, tree.getName()));
  }

  /** The statement that excludes other coroutines, as code. */
  static String lockWith(String lock) {
    return "try (var held = await(" + lock + ".acquire())) { ... }";
  }
}
