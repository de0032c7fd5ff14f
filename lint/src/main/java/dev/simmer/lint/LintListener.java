package dev.simmer.lint;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Follows the compilation: whenever javac has analysed a class, its facts are collected and judged.
 */
final class LintListener implements TaskListener {

  private final Compilation compilation;
  private final Reporter reporter;
  private final Runnable end;
  private final Guard guard;
  private final List<Check> checks;
  private final Presence presence;

  /** Top-level classes that javac has entered and not analysed yet. */
  private final Set<String> expected = new HashSet<>();

  private @Nullable TreePath lastAnalysed;

  /**
   * Creates a listener.
   *
   * @param end is called when the compilation is over
   */
  LintListener(Compilation compilation, Reporter reporter, ClassFiles classFiles, Runnable end) {
    this.compilation = compilation;
    this.reporter = reporter;
    this.end = end;
    this.guard = new Guard(reporter);
    this.presence =
        new Presence(compilation, reporter.hasBaseline() || ProofCheck.isWanted(reporter));
    this.checks =
        List.of(
            new BlockingCheck(compilation, reporter),
            new NestedRunCheck(compilation.vocabulary(), reporter),
            new DroppedCoroutineCheck(compilation, reporter),
            new UnusedCoroutineCheck(compilation, reporter),
            new DroppedOnPathCheck(compilation, reporter),
            new AwaitedTwiceCheck(compilation, reporter),
            new DroppedTaskCheck(reporter),
            new CoroutineValueCheck(compilation, reporter),
            new NullCoroutineCheck(compilation, reporter),
            new SwallowedCancellationCheck(compilation, reporter),
            new StateCheck(compilation, reporter),
            new StaleTestCheck(compilation, reporter),
            new HeldAcrossAwaitCheck(compilation, reporter),
            new SharedStateCheck(compilation, reporter),
            new LoopCheck(compilation, reporter),
            new NoTimeoutCheck(compilation, reporter),
            new OffLoopCheck(compilation, reporter),
            new LostTypeCheck(compilation, reporter),
            new IgnoredResultCheck(compilation, reporter),
            new FinallyCheck(compilation, reporter),
            new ScopeCheck(compilation, reporter),
            new EscapedResourceCheck(compilation, reporter),
            new ScopeEscapeCheck(compilation, reporter),
            new ScopeJumpCheck(compilation, reporter),
            new AwaitInCatchCheck(compilation, reporter),
            new SyncTwinCheck(compilation, reporter),
            new SequentialAwaitsCheck(compilation, reporter),
            new AwaitInLoopCheck(compilation, reporter),
            new UnboundedGatherCheck(compilation, reporter),
            new StyleCheck(compilation, reporter),
            new LockContentionCheck(compilation, reporter),
            new TransitiveCheck(compilation, reporter, classFiles),
            new ProofCheck(compilation, reporter));
  }

  @Override
  public void finished(TaskEvent event) {
    switch (event.getKind()) {
      case ENTER -> expect(event.getCompilationUnit());
      case ANALYZE -> analysed(event);
      case COMPILATION -> {
        finishChecks();
        end.run();
      }
      default -> {
        // The other steps of javac show nothing new about the user's code.
      }
    }
  }

  private void expect(@Nullable CompilationUnitTree unit) {
    if (unit == null) {
      return;
    }
    presence.entered(unit);
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        expected.add(nameOf(unit, type));
        compilation.faces().entered(unit, type);
      }
    }
  }

  private static String nameOf(CompilationUnitTree unit, ClassTree type) {
    return (unit.getPackageName() == null ? "" : unit.getPackageName() + ".")
        + type.getSimpleName();
  }

  private void analysed(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    TreePath path = type == null ? null : find(event.getCompilationUnit(), type);
    if (path == null || type == null) {
      return;
    }
    lastAnalysed = path;
    expected.remove(type.getQualifiedName().toString());
    guard.run(path, "the lint", () -> judge(path, expected.isEmpty()));
    if (expected.isEmpty()) {
      finishChecks();
    }
  }

  /** By now the last class may be the only place left to point at when something goes wrong. */
  private void finishChecks() {
    if (lastAnalysed != null) {
      guard.run(lastAnalysed, "the lint", this::passOver);
      for (Check check : checks) {
        guard.run(lastAnalysed, check, check::finish);
      }
      guard.run(lastAnalysed, "the search for what suppresses nothing", reporter::reportUnused);
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

  private void passOver() {
    for (TypeElement type : presence.passedOver()) {
      checks.forEach(check -> check.passOver(type));
    }
  }

  private void judge(TreePath topLevelClass, boolean last) {
    if (!presence.asksForALook(topLevelClass, last)) {
      return;
    }
    ClassFacts facts = FactCollector.collect(compilation, topLevelClass);
    presence.looked(topLevelClass, facts);
    reporter.expect(topLevelClass, facts.suppressions());
    for (Check check : checks) {
      if (facts.plain() && !check.isAboutPlainClasses()) {
        continue;
      }
      guard.run(topLevelClass, check, () -> check.check(facts));
      if (check instanceof BodyCheck bodyCheck) {
        judge(facts, bodyCheck);
      }
    }
  }

  private void judge(ClassFacts facts, BodyCheck check) {
    for (Body body : facts.bodies()) {
      if (check.isAbout(body.context())) {
        guard.run(body.path(), check, () -> check.check(body, facts));
      }
    }
  }
}
