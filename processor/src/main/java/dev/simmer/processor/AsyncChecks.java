package dev.simmer.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Reports every mistake that would keep a class from being rewritten, when javac has attributed it.
 *
 * <p>Each family of rules is a class of its own: what the declaration of an {@code @Async} method
 * may look like ({@link SignatureRule}), what JUnit would not run ({@link TestMethodRule}), where a
 * scope may be opened and {@code each} be called ({@link ShapeRule}), where code may be suspended
 * ({@link PlacementRule}), and where a coroutine may be returned ({@link DiscardedReturnRule}).
 * {@link MissingReturnHint} and {@link MissingDoneHint} explain errors of javac's own.
 *
 * <p>Nothing may be left for the time of rewriting: class files of other classes are written by
 * then.
 */
final class AsyncChecks {
  private final Trees trees;
  private final Elements elements;
  private final Types types;
  private final AsyncPlaces places;

  AsyncChecks(JavacTask task) {
    this(Trees.instance(task), task.getElements(), task.getTypes());
  }

  AsyncChecks(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
    this.places = new AsyncPlaces(trees);
  }

  /** Where the async code is that has been checked. */
  AsyncPlaces places() {
    return places;
  }

  /**
   * Reports the mistakes in a top-level class and all that is nested in it.
   *
   * @return true when it found none
   */
  boolean check(CompilationUnitTree unit, TypeElement type) {
    TreePath path = trees.getPath(type);
    if (path == null || !(path.getLeaf() instanceof ClassTree)) {
      return true; // module-info, package-info
    }
    Reporter reporter = new Reporter(trees, unit);
    Walk walk =
        new Walk(reporter, tree -> places.add(type.getQualifiedName().toString(), unit, tree));
    try {
      walk.scan(path, null);
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
      Tree at = walk.method == null ? path.getLeaf() : walk.method;
      String name =
          walk.method == null
              ? type.getQualifiedName().toString()
              : type.getQualifiedName() + "." + walk.method.getName();
      reporter.error(at, at, RewriterError.internal(name, failure));
    }
    return reporter.isClean();
  }

  /** Visits a class and hands to every rule what the rule is about. */
  private final class Walk extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Consumer<Tree> asyncCode;
    private final AsyncContexts contexts;
    private final SignatureRule signatures;
    private final ShapeRule shapes;
    private final PlacementRule placements;
    private final DiscardedReturnRule discardedReturns;
    private final TestMethodRule testMethods;
    private final MissingReturnHint missingReturns;
    private final MissingDoneHint missingDones;

    /** The method at hand, named when a rule fails. */
    private @Nullable MethodTree method;

    Walk(Reporter reporter, Consumer<Tree> asyncCode) {
      this.asyncCode = asyncCode;
      this.contexts = new AsyncContexts(trees, elements, types);
      SuspensionPoints points = new SuspensionPoints(trees, elements, types);
      LambdaTargets targets = new LambdaTargets(trees, elements, types);
      this.signatures = new SignatureRule(trees, reporter);
      this.testMethods = new TestMethodRule(trees, reporter);
      this.shapes = new ShapeRule(trees, points, reporter);
      this.placements = new PlacementRule(trees, contexts, points, targets, reporter);
      this.discardedReturns = new DiscardedReturnRule(trees, contexts, reporter);
      AsyncIntent intent = new AsyncIntent(trees, elements, contexts, points, targets);
      this.missingReturns = new MissingReturnHint(trees, intent, reporter);
      this.missingDones = new MissingDoneHint(trees, contexts, intent, reporter);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      MethodTree outer = method;
      method = tree;
      signatures.check(getCurrentPath());
      testMethods.check(getCurrentPath());
      missingReturns.checkMethod(getCurrentPath());
      rememberAsyncCode();
      super.visitMethod(tree, null);
      method = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      if (SuspensionPoints.mayMatter(tree) && shapes.checkCall(getCurrentPath())) {
        placements.checkCall(getCurrentPath());
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      for (Tree resource : tree.getResources()) {
        placements.checkResource(new TreePath(getCurrentPath(), resource));
      }
      return super.visitTry(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      shapes.checkReference(getCurrentPath());
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      missingReturns.checkLambda(getCurrentPath());
      missingDones.checkLambda(getCurrentPath());
      rememberAsyncCode();
      return super.visitLambdaExpression(tree, null);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      missingDones.checkReturn(getCurrentPath());
      discardedReturns.check(getCurrentPath());
      return super.visitReturn(tree, null);
    }

    private void rememberAsyncCode() {
      if (contexts.isAsync(getCurrentPath())) {
        asyncCode.accept(getCurrentPath().getLeaf());
      }
    }
  }
}
