package dev.simmer.lint;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Walks one analysed top-level class and writes down its facts; judging them is left to the checks.
 *
 * <p>Where javac could not resolve a name it has said so itself, and nothing is written down.
 */
final class FactCollector extends TreePathScanner<@Nullable Void, @Nullable Void> {

  private static final Set<Tree.Kind> STEPS =
      Set.of(
          Tree.Kind.PREFIX_INCREMENT,
          Tree.Kind.PREFIX_DECREMENT,
          Tree.Kind.POSTFIX_INCREMENT,
          Tree.Kind.POSTFIX_DECREMENT);

  private final Compilation compilation;
  private final Contexts contexts;
  private final Calls calls;
  private final List<Body> bodies = new ArrayList<>();
  private final Bindings bindings = new Bindings();
  private final List<TreePath> suppressions = new ArrayList<>();

  /** Left sides of assignments, which name a variable without reading it. */
  private final Set<Tree> written = new HashSet<>();

  private Body body;
  private boolean plain = true;

  private FactCollector(Compilation compilation, TreePath topLevelClass) {
    this.compilation = compilation;
    this.calls = new Calls(compilation);
    this.contexts = new Contexts(compilation, calls);
    this.body = new Body(contexts.ofInitialiser(topLevelClass), topLevelClass, null, null);
  }

  static ClassFacts collect(Compilation compilation, TreePath topLevelClass) {
    FactCollector collector = new FactCollector(compilation, topLevelClass);
    collector.scan(topLevelClass, null);
    return new ClassFacts(
        collector.bodies, collector.bindings, collector.suppressions, collector.plain);
  }

  private void enter(Body inner, Runnable visit) {
    Body outer = body;
    body = inner;
    add(inner);
    visit.run();
    body = outer;
  }

  private void add(Body inner) {
    bodies.add(inner);
    plain &= inner.context().isPlain();
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
    TreePath path = getCurrentPath();
    enter(
        new Body(contexts.ofInitialiser(path), path, null, null),
        () -> super.visitClass(node, null));
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void unused) {
    TreePath path = getCurrentPath();
    if (compilation.element(path) instanceof ExecutableElement method) {
      plain &= !compilation.asyncTypes().isAsync(method.getReturnType());
      enter(
          new Body(contexts.ofMethod(method, path), path, method, null),
          () -> super.visitMethod(node, null));
    }
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void unused) {
    TreePath path = getCurrentPath();
    enter(
        new Body(contexts.ofLambda(path, body), path, null, body),
        () -> {
          if (node.getBody() instanceof ExpressionTree result) {
            noteResult(new TreePath(path, result));
          }
          super.visitLambdaExpression(node, null);
        });
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
    Call call = calls.ofInvocation(getCurrentPath(), node, body);
    add(call);
    if (call != null
        && getCurrentPath().getParentPath().getLeaf() instanceof ExpressionStatementTree) {
      body.droppedCalls().add(call);
    }
    if (call != null) {
      noteCoroutine();
    }
    return super.visitMethodInvocation(node, null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void unused) {
    add(calls.ofNew(getCurrentPath(), node, body));
    return super.visitNewClass(node, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void unused) {
    // A reference is a lambda of one call: a body of its own, run by whoever gets it.
    TreePath path = getCurrentPath();
    Body reference = new Body(contexts.ofReference(path, body), path, null, body);
    Call call = calls.ofReference(path, node, reference);
    if (call != null) {
      reference.calls().add(call);
      plain &= !compilation.asyncTypes().isAsyncCall(call.method());
      add(reference);
      ExecutableElement method = call.method();
      if (method != null && compilation.vocabulary().isCoroutine(method.getReturnType())) {
        body.coroutines().add(path);
        plain = false;
      }
    }
    return super.visitMemberReference(node, null);
  }

  @Override
  public @Nullable Void visitTry(TryTree node, @Nullable Void unused) {
    body.tries().add(getCurrentPath());
    for (Tree resource : node.getResources()) {
      add(calls.ofClose(new TreePath(getCurrentPath(), resource), body));
    }
    return super.visitTry(node, null);
  }

  @Override
  public @Nullable Void visitSynchronized(SynchronizedTree node, @Nullable Void unused) {
    body.monitors().add(getCurrentPath());
    return super.visitSynchronized(node, null);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree node, @Nullable Void unused) {
    body.loops().add(getCurrentPath());
    return super.visitWhileLoop(node, null);
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree node, @Nullable Void unused) {
    body.loops().add(getCurrentPath());
    return super.visitDoWhileLoop(node, null);
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree node, @Nullable Void unused) {
    body.iterations().add(getCurrentPath());
    calls.ofIteration(getCurrentPath(), node, body).forEach(this::add);
    return super.visitEnhancedForLoop(node, null);
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree node, @Nullable Void unused) {
    body.loops().add(getCurrentPath());
    return super.visitForLoop(node, null);
  }

  private void add(@Nullable Call call) {
    if (call != null) {
      body.calls().add(call);
      plain &= !compilation.asyncTypes().isAsyncCall(call.method());
    }
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree node, @Nullable Void unused) {
    TreePath expression = Paths.inside(new TreePath(getCurrentPath(), node.getExpression()));
    boolean makesOne =
        expression.getLeaf() instanceof MethodInvocationTree
            || expression.getLeaf() instanceof NewClassTree;
    if (makesOne && compilation.vocabulary().isCoroutine(compilation.type(expression))) {
      body.droppedCoroutines().add(expression);
      plain = false;
    }
    return super.visitExpressionStatement(node, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree node, @Nullable Void unused) {
    TreePath path = getCurrentPath();
    Element variable = compilation.element(path);
    if (variable != null) {
      ExpressionTree initialiser = node.getInitializer();
      bindings.declare(
          variable, path, initialiser == null ? null : new TreePath(path, initialiser));
    }
    return super.visitVariable(node, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void unused) {
    if (Suppressions.isOne(node)
        && getCurrentPath().getParentPath().getLeaf() instanceof ModifiersTree) {
      suppressions.add(getCurrentPath());
    }
    return super.visitAnnotation(node, null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree node, @Nullable Void unused) {
    if (getCurrentPath().getParentPath().getLeaf() instanceof AnnotationTree) {
      return null;
    }
    body.assignments().add(getCurrentPath());
    TreePath target = Paths.inside(new TreePath(getCurrentPath(), node.getVariable()));
    Element element = compilation.element(target);
    if (element instanceof VariableElement) {
      bindings.assign(element, new TreePath(getCurrentPath(), node.getExpression()));
      written.add(target.getLeaf());
    }
    scan(node.getVariable(), null);
    return scan(node.getExpression(), null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree node, @Nullable Void unused) {
    update(node.getVariable());
    body.assignments().add(getCurrentPath());
    return super.visitCompoundAssignment(node, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree node, @Nullable Void unused) {
    update(node.getExpression());
    if (STEPS.contains(node.getKind())) {
      body.assignments().add(getCurrentPath());
    }
    return super.visitUnary(node, null);
  }

  private void update(ExpressionTree target) {
    Element element = compilation.element(getCurrentPath(), target);
    if (element instanceof VariableElement) {
      bindings.update(element);
    }
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree node, @Nullable Void unused) {
    if (node.getExpression() != null) {
      noteResult(new TreePath(getCurrentPath(), node.getExpression()));
    }
    return super.visitReturn(node, null);
  }

  private void noteResult(TreePath result) {
    TreePath value = Paths.value(result);
    if (value.getLeaf() instanceof ConditionalExpressionTree choice) {
      noteResult(new TreePath(value, choice.getTrueExpression()));
      noteResult(new TreePath(value, choice.getFalseExpression()));
    } else {
      body.results().add(value);
    }
  }

  private void noteCoroutine() {
    if (compilation.vocabulary().isCoroutine(compilation.type(getCurrentPath()))) {
      body.coroutines().add(getCurrentPath());
      plain = false;
    }
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
    if (read()) {
      noteCoroutine();
    }
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
    read();
    return super.visitMemberSelect(node, null);
  }

  /** Notes a use of a variable, and tells whether it is one. */
  private boolean read() {
    Element element = compilation.element(getCurrentPath());
    if (!(element instanceof VariableElement)) {
      return false;
    }
    if (element.getKind() == ElementKind.FIELD) {
      body.fieldUses().add(getCurrentPath());
    }
    if (!written.contains(getCurrentPath().getLeaf())) {
      bindings.read(element);
    }
    return true;
  }

  /** Returns the type a class or interface tree declares. */
  static @Nullable TypeElement typeOf(Compilation compilation, TreePath classPath) {
    return compilation.element(classPath) instanceof TypeElement type ? type : null;
  }
}
