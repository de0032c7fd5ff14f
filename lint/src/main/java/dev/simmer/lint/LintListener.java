package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Follows the compilation: whenever javac has analysed a class, its facts are collected and judged.
 */
final class LintListener implements TaskListener {

  private final Compilation compilation;
  private final Reporter reporter;
  private final List<Check> checks;

  LintListener(Compilation compilation, Reporter reporter) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.checks =
        List.of(
            new BlockingCheck(compilation, reporter),
            new NestedRunCheck(compilation.vocabulary(), reporter),
            new DroppedCoroutineCheck(compilation, reporter),
            new UnusedCoroutineCheck(compilation, reporter));
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.ANALYZE) {
      return;
    }
    TypeElement type = event.getTypeElement();
    TreePath path = type == null ? null : find(event.getCompilationUnit(), type);
    if (path != null) {
      new Guard(reporter).run(path, "the lint", () -> judge(path));
    }
  }

  private @Nullable TreePath find(CompilationUnitTree unit, TypeElement type) {
    TreePath root = new TreePath(unit);
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree) {
        TreePath path = new TreePath(root, declaration);
        if (type.equals(compilation.trees().getElement(path))) {
          return path;
        }
      }
    }
    return null; // package-info and module-info are analysed too and hold no code
  }

  private void judge(TreePath topLevelClass) {
    ClassFacts facts = FactCollector.collect(compilation, topLevelClass);
    Guard guard = new Guard(reporter);
    for (Check check : checks) {
      String name = check.getClass().getSimpleName();
      guard.run(topLevelClass, name, () -> check.check(facts));
      for (Body body : facts.bodies()) {
        guard.run(body.path(), name, () -> check.check(body, facts));
      }
    }
  }
}
