package dev.simmer.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.simmer.lint.Message;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A method that JUnit should run as a test does not return a coroutine, which JUnit would not run.
 */
final class TestMethodRule {
  /**
   * {@code @RepeatedTest} and {@code @ParameterizedTest} carry {@code @TestTemplate} themselves.
   */
  private static final Set<String> TESTS =
      Set.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.TestFactory",
          "org.junit.jupiter.api.TestTemplate",
          "org.junit.Test");

  private final Trees trees;
  private final Reporter reporter;

  TestMethodRule(Trees trees, Reporter reporter) {
    this.trees = trees;
    this.reporter = reporter;
  }

  void check(TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    if (tree.getModifiers().getAnnotations().isEmpty()
        || !(trees.getElement(path) instanceof ExecutableElement method)
        || !isAwaited(method.getReturnType())) {
      return;
    }
    TreePath modifiers = new TreePath(path, tree.getModifiers());
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      TreePath type =
          new TreePath(new TreePath(modifiers, annotation), annotation.getAnnotationType());
      if (trees.getElement(type) instanceof TypeElement found && isTest(found, new HashSet<>())) {
        reporter.error(annotation, annotation, neverRuns(found, tree));
      }
    }
  }

  private static boolean isAwaited(TypeMirror type) {
    return Names.is(type, Names.COROUTINE) || Names.is(type, Names.GENERATOR);
  }

  /** Looks through annotations that are composed of others, as JUnit does. */
  private static boolean isTest(TypeElement annotation, Set<Element> seen) {
    if (TESTS.contains(annotation.getQualifiedName().toString())) {
      return true;
    }
    if (!seen.add(annotation)) {
      return false;
    }
    for (AnnotationMirror mirror : annotation.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement() instanceof TypeElement type
          && isTest(type, seen)) {
        return true;
      }
    }
    return false;
  }

  private static Message neverRuns(TypeElement annotation, MethodTree method) {
    return RewriterError.TEST_NEVER_RUNS
        .message(
            "@%s method %s() returns %s, and JUnit does not run it"
                .formatted(annotation.getSimpleName(), method.getName(), method.getReturnType()))
        .fix(
            "@AsyncTest of simmer-testing in place of @%s; or void %s() { runTest(() -> { ... return done(); }); }"
                .formatted(annotation.getSimpleName(), method.getName()));
  }
}
